using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using Autoscaler.Cloud.Aws.Access;
using Autoscaler.Cloud.Aws.S3;
using Autoscaler.Cloud.Aws.Tests.Kit;
using Autoscaler.Cloud.Aws.BootScripts;
using Autoscaler.Cloud.Weights;

namespace Autoscaler.Cloud.Aws.Tests.BootScripts;

/// <summary>A builder knows weights by the same hash as the store that told their version.</summary>
[Collection(MotoCollectionDefinition.Name)]
public sealed class ListHashTests(MotoServer moto)
{
    [MotoFact]
    public async Task ListHash_OfABuildersList_IsTheHashOfTheVersion()
    {
        var connection = new AwsConnection(new AwsOptions { Region = "us-east-1", EndpointUrl = moto.Address }, AwsFleet.Credentials, static _ => null);
        var config = connection.Configure(new AmazonS3Config(), "S3");
        config.ForcePathStyle = true;
        using var client = new AmazonS3Client(AwsFleet.Credentials, config);
        await client.PutBucketAsync("list-hash");
        foreach (var key in new[] { "m/b.safetensors", "m/a.json", "m/ä/Z", "m/sub/x", "other/y" })
        {
            await client.PutObjectAsync(new PutObjectRequest { BucketName = "list-hash", Key = key, ContentBody = key });
        }

        await client.PutObjectAsync(new PutObjectRequest { BucketName = "list-hash", Key = "m/folder/", ContentBody = string.Empty });
        using var store = new S3WeightStore(connection, TimeProvider.System);
        var found = Assert.IsType<WeightsLookup.Found>(await store.ResolveAsync("s3://list-hash/m/", CancellationToken.None));
        var listed = await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "list-hash", Prefix = "m/" });
        var json = JsonSerializer.Serialize(listed.S3Objects.Select(static one => new object?[] { one.Key, one.Size, one.ETag }));

        var (exit, said) = await BootScriptTests.RunAsync("python3", ["-c", BuilderScript.ListHash, "m/"], json);

        Assert.True(exit == 0, said);
        Assert.Equal(BuilderScript.HashOf(found.Weights.Version), said.Trim());
    }
}
