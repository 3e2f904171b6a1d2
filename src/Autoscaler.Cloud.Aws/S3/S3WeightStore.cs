using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using Autoscaler.Cloud.Aws.Access;
using Autoscaler.Cloud.Aws.Wire;
using Autoscaler.Cloud.Weights;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Aws.S3;

/// <summary>Weights that lie under a prefix of a bucket.</summary>
internal sealed class S3WeightStore : IWeightStore, IDisposable
{
    // Of weights some have thousands of files; a million would be somebody's data lake.
    private const int MaxObjects = 100_000;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly AmazonS3Client _client;
    private readonly TimeSpan _deadline;
    private readonly TimeProvider _clock;

    public S3WeightStore(AwsConnection connection, TimeProvider clock)
    {
        var config = connection.Configure(new AmazonS3Config(), "S3");
        // Another server than AWS's has no host name for each bucket.
        config.ForcePathStyle = connection.EndpointOf("S3") is not null;
        _client = connection.Credentials is { } credentials ? new AmazonS3Client(credentials, config) : new AmazonS3Client(config);
        _deadline = connection.Options.CallTimeout;
        _clock = clock;
    }

    public Task<WeightsLookup> ResolveAsync(string location, CancellationToken cancellationToken) => S3Location.Read(location) is { } prefix
        ? AwsCall.RunAsync("S3 ListObjectsV2", _deadline, _clock, token => ResolveAsync(location, prefix, token), cancellationToken)
        : Task.FromResult<WeightsLookup>(new WeightsLookup.NotFound($"'{location}' is no location of S3: expected s3://bucket/prefix/."));

    public void Dispose() => _client.Dispose();

    private async Task<WeightsLookup> ResolveAsync(string location, S3Location prefix, CancellationToken cancellationToken)
    {
        try
        {
            return Weigh(location, prefix, await ListAsync(prefix, cancellationToken));
        }
        catch (AmazonS3Exception e) when (AwsFaults.IsThrottled(e) || e.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            return new WeightsLookup.Throttled(RetryAfter);
        }
        catch (AmazonS3Exception e) when (e.ErrorCode is "NoSuchBucket")
        {
            return new WeightsLookup.NotFound($"{location}: there is no bucket {prefix.Bucket}.");
        }
    }

    // Stops soon after there are too many.
    private async Task<List<S3Object>> ListAsync(S3Location prefix, CancellationToken cancellationToken)
    {
        var objects = new List<S3Object>();
        var request = new ListObjectsV2Request { BucketName = prefix.Bucket, Prefix = prefix.Prefix };
        ListObjectsV2Response page;
        do
        {
            page = await _client.ListObjectsV2Async(request, cancellationToken);
            foreach (var found in page.S3Objects ?? [])
            {
                // A folder that a console made is an object without bytes.
                if (!(found.Key.EndsWith('/') && found.Size is null or 0))
                {
                    objects.Add(found);
                }
            }

            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true && objects.Count <= MaxObjects);
        return objects;
    }

    private static WeightsLookup Weigh(string location, S3Location prefix, List<S3Object> objects)
    {
        if (objects.Count == 0)
        {
            return new WeightsLookup.NotFound($"{location}: no objects lie there.");
        }

        if (objects.Count > MaxObjects)
        {
            return new WeightsLookup.NotFound($"{location}: more than {MaxObjects} objects lie there; name the prefix of one model.");
        }

        if (objects.Find(static found => found.StorageClass?.Value is "GLACIER" or "DEEP_ARCHIVE") is { } archived)
        {
            return new WeightsLookup.NotFound($"{location}: {archived.Key} is archived ({archived.StorageClass}) and cannot be read before it is restored.");
        }

        var size = objects.Sum(static found => found.Size ?? 0);
        return size == 0
            ? new WeightsLookup.NotFound($"{location}: the {objects.Count} objects that lie there are empty.")
            : new WeightsLookup.Found(new WeightsSpec(new WeightsVersion($"{location}@{HashOf(prefix, objects)}"), new ByteCount(size)));
    }

    // Lengths in front of names and etags, or two lists could read alike.
    private static string HashOf(S3Location prefix, List<S3Object> objects)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var found in objects.OrderBy(static found => found.Key, StringComparer.Ordinal))
        {
            Append(found.Key[prefix.Prefix.Length..]);
            AppendNumber(found.Size ?? 0);
            Append(found.ETag ?? string.Empty);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            AppendNumber(bytes.Length);
            hash.AppendData(bytes);
        }

        void AppendNumber(long number)
        {
            Span<byte> bytes = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
            hash.AppendData(bytes);
        }
    }
}
