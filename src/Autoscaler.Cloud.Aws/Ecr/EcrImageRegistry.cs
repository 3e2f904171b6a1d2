using System.Collections.Concurrent;
using System.Text.Json;
using Amazon.Runtime;
using Autoscaler.Cloud.Aws.Access;
using Autoscaler.Cloud.Aws.Wire;
using Autoscaler.Cloud.Registries;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Aws.Ecr;

/// <summary>
/// Private registries of ECR, each in its own Region. A tag of several architectures stands for the digest of their list, which every one of them can be pulled by; its
/// size is that of one of them.
/// </summary>
internal sealed class EcrImageRegistry(AwsConnection connection, AwsRegistryOptions options, TimeProvider clock) : IImageRegistry, IDisposable
{
    // Without them ECR turns what it has into a manifest of an older kind, which has another digest.
    private static readonly ImmutableArray<string> MediaTypes =
    [
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.docker.distribution.manifest.v2+json",
    ];

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    // AWS has some forty. A client is a few connections; who names ever more Regions than there are must not have ever more of them.
    private const int MaxRegions = 64;

    private readonly ConcurrentDictionary<string, WireClient> _clients = new(StringComparer.Ordinal);

    public async Task<ImageLookup> ResolveAsync(string reference, CancellationToken cancellationToken)
    {
        if (EcrReference.Read(reference) is not { } image)
        {
            return new ImageLookup.NotFound($"'{reference}' is no image of ECR: expected {EcrReference.Expected}.");
        }

        if (ClientOf(image.Region) is not { } client)
        {
            return new ImageLookup.NotFound($"Images of {MaxRegions} Regions were asked for already; {image.Region} would be one more.");
        }

        return await AwsCall.RunAsync(
            "ECR BatchGetImage", connection.Options.CallTimeout, clock, token => ResolveAsync(client, reference, image, token), cancellationToken);
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }

    private WireClient? ClientOf(string region)
    {
        if (_clients.TryGetValue(region, out var known))
        {
            return known;
        }

        if (_clients.Count >= MaxRegions)
        {
            return null;
        }

        var added = new WireClient(connection.In(region), WireTarget.Ecr);
        var kept = _clients.GetOrAdd(region, added);
        if (!ReferenceEquals(kept, added))
        {
            added.Dispose();
        }

        return kept;
    }

    private async Task<ImageLookup> ResolveAsync(WireClient client, string reference, EcrReference image, CancellationToken cancellationToken)
    {
        try
        {
            var (top, failure) = await GetAsync(client, image, new BatchGetImage.ImageIdentifier(image.Digest, image.Tag), cancellationToken);
            if (top is null)
            {
                return new ImageLookup.NotFound($"{reference}: {failure}");
            }

            var (manifest, digest) = top.Value;
            if (!manifest.Manifests.IsDefaultOrEmpty)
            {
                if (OfArchitecture(manifest.Manifests) is not { } platform)
                {
                    return new ImageLookup.NotFound($"{reference}: has no image for linux/{options.Architecture}; has {Platforms(manifest.Manifests)}.");
                }

                (var one, failure) = await GetAsync(client, image, new BatchGetImage.ImageIdentifier(platform, null), cancellationToken);
                if (one is null)
                {
                    return new ImageLookup.NotFound($"{reference}: its image for linux/{options.Architecture}: {failure}");
                }

                manifest = one.Value.Manifest;
            }

            return SizeOf(manifest) is { } size
                ? new ImageLookup.Found(new ImageSpec(reference, new ImageDigest(digest), size))
                : new ImageLookup.NotFound($"{reference}: its manifest ({manifest.MediaType ?? "no media type"}) names no layers with sizes; push it in Docker's format 2 or OCI's.");
        }
        catch (AmazonServiceException e) when (AwsFaults.IsThrottled(e))
        {
            return new ImageLookup.Throttled(RetryAfter);
        }
        catch (AmazonServiceException e) when (e.ErrorCode is "RepositoryNotFoundException" or "ImageNotFoundException")
        {
            return new ImageLookup.NotFound($"{reference}: {WireError.Cut(e.Message)}");
        }
    }

    private static async Task<((ImageManifest Manifest, string Digest)? Image, string? Failure)> GetAsync(
        WireClient client, EcrReference image, BatchGetImage.ImageIdentifier id, CancellationToken cancellationToken)
    {
        var output = await client.CallAsync(BatchGetImage.Operation, new BatchGetImage.Input(image.Account, image.Repository, [id], MediaTypes), cancellationToken);
        if (output.Images.IsDefaultOrEmpty)
        {
            var failure = output.Failures.IsDefaultOrEmpty ? null : output.Failures[0];
            return (null, failure is null ? "the registry has no such image." : $"{failure.FailureCode}: {failure.FailureReason}");
        }

        var found = output.Images[0];
        var manifest = found.ImageManifest is { } text ? JsonSerializer.Deserialize(text, EcrJson.Default.ImageManifest) : null;
        return manifest is not null && found.ImageId?.ImageDigest is { } digest
            ? ((manifest, digest), null)
            : throw new JsonException("BatchGetImage: expected a manifest and a digest; found an image without.");
    }

    private string? OfArchitecture(ImmutableArray<ManifestPart> manifests) => manifests
        .FirstOrDefault(part => part.Digest is not null && part.Platform is { } platform && platform.Os is "linux" && platform.Architecture == options.Architecture)?.Digest;

    private static string Platforms(ImmutableArray<ManifestPart> manifests) =>
        string.Join(", ", manifests.Select(static part => $"{part.Platform?.Os ?? "?"}/{part.Platform?.Architecture ?? "?"}").Distinct(StringComparer.Ordinal));

    // A layer that an image has twice is pulled once.
    private static ByteCount? SizeOf(ImageManifest manifest)
    {
        if (manifest.Config?.Size is not { } config || manifest.Layers.IsDefaultOrEmpty || manifest.Layers.Any(static layer => layer.Size is not >= 0))
        {
            return null;
        }

        return new ByteCount(config + manifest.Layers.DistinctBy(static layer => layer.Digest).Sum(static layer => layer.Size!.Value));
    }
}
