using System.Text.Json.Nodes;
using Autoscaler.Cloud.Aws.Ecr;
using Autoscaler.Cloud.Aws.Tests.Kit;
using Autoscaler.Cloud.Registries;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Aws.Tests.Ecr;

public sealed class EcrImageRegistryTests
{
    private const string Host = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";
    private const string List = "sha256:00000000000000000000000000000000000000000000000000000000000000aa";
    private const string Amd = "sha256:00000000000000000000000000000000000000000000000000000000000000bb";
    private const string Arm = "sha256:00000000000000000000000000000000000000000000000000000000000000cc";

    private const string OneManifest =
        """
        {"schemaVersion": 2, "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
         "config": {"digest": "sha256:c", "size": 7023},
         "layers": [{"digest": "sha256:1", "size": 32654}, {"digest": "sha256:2", "size": 16724}, {"digest": "sha256:1", "size": 32654}]}
        """;

    [Fact]
    public async Task Resolve_OfATag_TellsDigestAndCompressedSize_AskedInTheImagesRegion()
    {
        await using var server = await ScriptedServer.StartAsync(_ => Image(Amd, OneManifest));
        using var registry = Registry(server);

        var found = await registry.ResolveAsync($"{Host}/team/llm:v1", CancellationToken.None);

        // The layer that is there twice is pulled once.
        Assert.Equal(new ImageLookup.Found(new ImageSpec($"{Host}/team/llm:v1", new ImageDigest(Amd), new ByteCount(7023 + 32654 + 16724))), found);
        var request = server.Requests.Single();
        Assert.Equal("AmazonEC2ContainerRegistry_V20150921.BatchGetImage", request.Target);
        Assert.Equal("application/x-amz-json-1.1", request.Headers["Content-Type"]);
        Assert.Equal("eu-west-1", request.SignedRegion);
        var expected = JsonNode.Parse(
            """
            {"registryId": "123456789012", "repositoryName": "team/llm", "imageIds": [{"imageTag": "v1"}], "acceptedMediaTypes": [
                "application/vnd.oci.image.index.v1+json", "application/vnd.oci.image.manifest.v1+json",
                "application/vnd.docker.distribution.manifest.list.v2+json", "application/vnd.docker.distribution.manifest.v2+json"]}
            """);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(request.Body)), request.Text);
    }

    [Theory]
    [InlineData("amd64", Amd)]
    [InlineData("arm64", Arm)]
    public async Task Resolve_OfAListOfArchitectures_TellsTheListsDigest_AndTheSizeOfOne(string architecture, string platform)
    {
        await using var server = await ScriptedServer.StartAsync(static request => AskedDigest(request) is { } digest ? Image(digest, OneManifest) : Image(List, ListManifest()));
        using var registry = Registry(server, architecture);

        var found = Assert.IsType<ImageLookup.Found>(await registry.ResolveAsync($"{Host}/llm:v1", CancellationToken.None));

        Assert.Equal(List, found.Image.Digest.Value);
        Assert.Equal(56401, found.Image.CompressedSize.Value);
        Assert.Equal([null, platform], server.Requests.Select(AskedDigest));
    }

    [Fact]
    public async Task Resolve_OfAListWithoutTheArchitecture_SaysWhatThereIs()
    {
        await using var server = await ScriptedServer.StartAsync(static _ => Image(List, ListManifest().Replace("amd64", "riscv64", StringComparison.Ordinal)));
        using var registry = Registry(server);

        var missing = Assert.IsType<ImageLookup.NotFound>(await registry.ResolveAsync($"{Host}/llm:v1", CancellationToken.None));

        Assert.Equal($"{Host}/llm:v1: has no image for linux/amd64; has linux/riscv64, linux/arm64, unknown/unknown.", missing.Reason);
    }

    [Fact]
    public async Task Resolve_OfWhatIsNotThere_IsNotFound_WithTheRegistrysReason()
    {
        await using var server = await ScriptedServer.StartAsync(static request => request.Json.GetProperty("repositoryName").GetString() == "nothing"
            ? ScriptedAnswer.Error(request, 400, "RepositoryNotFoundException", "The repository with name 'nothing' does not exist")
            : ScriptedAnswer.Json("""{"images": [], "failures": [{"imageId": {"imageTag": "v9"}, "failureCode": "ImageNotFound", "failureReason": "Requested image not found"}]}"""));
        using var registry = Registry(server);

        Assert.Equal(
            new ImageLookup.NotFound($"{Host}/llm:v9: ImageNotFound: Requested image not found"), await registry.ResolveAsync($"{Host}/llm:v9", CancellationToken.None));
        Assert.Equal(
            new ImageLookup.NotFound($"{Host}/nothing:v1: The repository with name 'nothing' does not exist"),
            await registry.ResolveAsync($"{Host}/nothing:v1", CancellationToken.None));
        Assert.Contains("expected ACCOUNT.dkr.ecr", Assert.IsType<ImageLookup.NotFound>(await registry.ResolveAsync("nginx", CancellationToken.None)).Reason, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Length);
    }

    [Fact]
    public async Task Resolve_OfAManifestOfTheOldestFormat_SaysWhatToDo()
    {
        await using var server = await ScriptedServer.StartAsync(static _ => Image(Amd, """{"schemaVersion": 1, "fsLayers": []}"""));
        using var registry = Registry(server);

        var missing = Assert.IsType<ImageLookup.NotFound>(await registry.ResolveAsync($"{Host}/llm:v1", CancellationToken.None));

        Assert.Contains("names no layers with sizes", missing.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_ThatIsThrottled_IsToBeAskedAgain_AndWithoutPermissionItIsAFault()
    {
        await using var throttling = await ScriptedServer.StartAsync(static _ => Image(Amd, OneManifest), FaultPlan.Always(HttpFault.Throttled));
        using var throttled = new EcrImageRegistry(new(new AwsOptions { EndpointUrl = throttling.Address, MaxRetries = 0 }, Credentials, static _ => null), new(), TimeProvider.System);
        Assert.IsType<ImageLookup.Throttled>(await throttled.ResolveAsync($"{Host}/llm:v1", CancellationToken.None));

        await using var refusing = await ScriptedServer.StartAsync(static request =>
            ScriptedAnswer.Error(request, 400, "AccessDeniedException", "User: arn:aws:iam::1:user/a is not authorized to perform: ecr:BatchGetImage"));
        using var refused = Registry(refusing);
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => refused.ResolveAsync($"{Host}/llm:v1", CancellationToken.None));
        Assert.Contains("not authorized to perform: ecr:BatchGetImage", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_UnderFaults_IsAnsweredOrFails_AndNeverWrong()
    {
        var faults = FaultPlan.Seeded(
            6, 0.6, 3, HttpFault.ResetBeforeActing, HttpFault.ResetAfterActing, HttpFault.InternalError, HttpFault.Unavailable, HttpFault.Truncated, HttpFault.Malformed);
        await using var server = await ScriptedServer.StartAsync(static request => AskedDigest(request) is { } digest ? Image(digest, OneManifest) : Image(List, ListManifest()), faults);
        using var registry = Registry(server);

        for (var i = 0; i < 12; i++)
        {
            var found = Assert.IsType<ImageLookup.Found>(await registry.ResolveAsync($"{Host}/llm:v1", CancellationToken.None));
            Assert.Equal((List, 56401), (found.Image.Digest.Value, found.Image.CompressedSize.Value));
        }

        Assert.Equal(6, faults.Met.Distinct().Count());
    }

    private static readonly Amazon.Runtime.BasicAWSCredentials Credentials = new(TestAws.AccessKey, TestAws.SecretKey);

    private static EcrImageRegistry Registry(ScriptedServer server, string architecture = "amd64") =>
        new(TestAws.To(server.Address), new AwsRegistryOptions { Architecture = architecture }, TimeProvider.System);

    private static string? AskedDigest(ScriptedRequest request) =>
        request.Json.GetProperty("imageIds")[0].TryGetProperty("imageDigest", out var digest) ? digest.GetString() : null;

    private static ScriptedAnswer Image(string digest, string manifest) => ScriptedAnswer.Json(new JsonObject
    {
        ["images"] = new JsonArray(new JsonObject
        {
            ["registryId"] = "123456789012",
            ["repositoryName"] = "llm",
            ["imageId"] = new JsonObject { ["imageDigest"] = digest },
            ["imageManifest"] = manifest,
        }),
        ["failures"] = new JsonArray(),
    }.ToJsonString());

    private static string ListManifest() =>
        $$$"""
        {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": [
            {"digest": "{{{Amd}}}", "size": 1000, "platform": {"architecture": "amd64", "os": "linux"}},
            {"digest": "{{{Arm}}}", "size": 1000, "platform": {"architecture": "arm64", "os": "linux"}},
            {"digest": "sha256:dd", "size": 10, "platform": {"architecture": "unknown", "os": "unknown"}}]}
        """;
}
