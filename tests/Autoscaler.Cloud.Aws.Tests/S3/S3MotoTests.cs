using Amazon.S3;
using Amazon.S3.Model;
using Autoscaler.Cloud.Aws.S3;
using Autoscaler.Cloud.Aws.Tests.Kit;
using Autoscaler.Cloud.Weights;

namespace Autoscaler.Cloud.Aws.Tests.S3;

[Collection(MotoCollectionDefinition.Name)]
public sealed class S3MotoTests(MotoServer moto)
{
    [MotoFact]
    public async Task Resolve_OfMoreObjectsThanAPage_TellsSizeAndVersion_AndANewOneAfterAWrite()
    {
        await moto.ResetAsync(CancellationToken.None);
        var connection = TestAws.To(moto.Address);
        var config = connection.Configure(new AmazonS3Config(), "S3");
        config.ForcePathStyle = true;
        using var client = new AmazonS3Client(connection.Credentials, config);
        await client.PutBucketAsync(new PutBucketRequest { BucketName = "models" }, CancellationToken.None);
        for (var i = 0; i < 1001; i++)
        {
            await PutAsync($"qwen/part-{i:D4}", "1234567");
        }

        await PutAsync("qwen-other/part", "1");
        using var store = new S3WeightStore(connection, TimeProvider.System);
        var before = await FoundAsync();
        await PutAsync("qwen/part-0500", "7654321");
        var after = await FoundAsync();

        Assert.Equal(7 * 1001, before.Weights.Size.Value);
        Assert.Equal(before.Weights.Size, after.Weights.Size);
        Assert.NotEqual(before.Weights.Version, after.Weights.Version);
        Assert.Equal(after, await FoundAsync());
        Assert.IsType<WeightsLookup.NotFound>(await store.ResolveAsync("s3://models/none/", CancellationToken.None));
        Assert.IsType<WeightsLookup.NotFound>(await store.ResolveAsync("s3://no-such-bucket/none/", CancellationToken.None));

        Task PutAsync(string key, string text) => client.PutObjectAsync(new PutObjectRequest { BucketName = "models", Key = key, ContentBody = text }, CancellationToken.None);

        async Task<WeightsLookup.Found> FoundAsync() => Assert.IsType<WeightsLookup.Found>(await store.ResolveAsync("s3://models/qwen/", CancellationToken.None));
    }
}
