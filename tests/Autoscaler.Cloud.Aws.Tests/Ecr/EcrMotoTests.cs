using System.Text.Json;
using System.Text.Json.Nodes;
using Autoscaler.Cloud.Aws.Ecr;
using Autoscaler.Cloud.Aws.Tests.Kit;
using Autoscaler.Cloud.Aws.Wire;
using Autoscaler.Cloud.Registries;

namespace Autoscaler.Cloud.Aws.Tests.Ecr;

/// <summary>Against moto. Lists of architectures are not here: moto takes no manifest of them apart; <see cref="EcrImageRegistryTests"/> has them.</summary>
[Collection(MotoCollectionDefinition.Name)]
public sealed class EcrMotoTests(MotoServer moto)
{
    private const string Manifest =
        """
        {"schemaVersion": 2, "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
         "config": {"mediaType": "application/vnd.docker.container.image.v1+json", "digest": "sha256:c", "size": 7023},
         "layers": [{"mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip", "digest": "sha256:1", "size": 32654}]}
        """;

    [MotoFact]
    public async Task Resolve_OfAnImageThatWasPushed_TellsDigestAndSize_ByTagAndByDigest()
    {
        await moto.ResetAsync(CancellationToken.None);
        using var client = new WireClient(TestAws.To(moto.Address).In("us-west-2"), WireTarget.Ecr);
        await CallAsync(client, "CreateRepository", """{"repositoryName": "team/llm"}""");
        await CallAsync(client, "PutImage", new JsonObject { ["repositoryName"] = "team/llm", ["imageTag"] = "v1", ["imageManifest"] = Manifest }.ToJsonString());
        using var registry = new EcrImageRegistry(TestAws.To(moto.Address), new AwsRegistryOptions(), TimeProvider.System);
        const string repository = "123456789012.dkr.ecr.us-west-2.amazonaws.com/team/llm";

        var byTag = Assert.IsType<ImageLookup.Found>(await registry.ResolveAsync($"{repository}:v1", CancellationToken.None));
        var byDigest = Assert.IsType<ImageLookup.Found>(await registry.ResolveAsync($"{repository}@{byTag.Image.Digest}", CancellationToken.None));

        Assert.StartsWith("sha256:", byTag.Image.Digest.Value, StringComparison.Ordinal);
        Assert.Equal(7023 + 32654, byTag.Image.CompressedSize.Value);
        Assert.Equal((byTag.Image.Digest, byTag.Image.CompressedSize), (byDigest.Image.Digest, byDigest.Image.CompressedSize));
        Assert.IsType<ImageLookup.NotFound>(await registry.ResolveAsync($"{repository}:v2", CancellationToken.None));
        Assert.IsType<ImageLookup.NotFound>(await registry.ResolveAsync("123456789012.dkr.ecr.us-east-1.amazonaws.com/team/llm:v1", CancellationToken.None));
    }

    private static Task<JsonElement> CallAsync(WireClient client, string operation, string input) => client.CallAsync(
        new WireOperation<string, JsonElement>(
            operation,
            static (body, json) =>
            {
                using var writer = new Utf8JsonWriter(body);
                writer.WriteRawValue(json);
            },
            static body =>
            {
                using var document = JsonDocument.Parse(body);
                return document.RootElement.Clone();
            },
            1024 * 1024),
        input,
        CancellationToken.None);
}
