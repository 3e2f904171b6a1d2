using System.Globalization;
using System.Text;
using Autoscaler.Cloud.Aws.S3;
using Autoscaler.Cloud.Aws.Tests.Kit;
using Autoscaler.Cloud.Weights;

namespace Autoscaler.Cloud.Aws.Tests.S3;

public sealed class S3WeightStoreTests
{
    private const string Location = "s3://models/qwen/8b/";

    private readonly SortedDictionary<string, (long Size, string ETag)> _objects = new(StringComparer.Ordinal)
    {
        ["qwen/8b/config.json"] = (700, "a"),
        ["qwen/8b/model-1.safetensors"] = (4_000_000_000, "b"),
        ["qwen/8b/model-2.safetensors"] = (4_100_000_000, "c"),
        ["qwen/8b-other/model.safetensors"] = (1, "d"),
    };

    [Fact]
    public async Task Resolve_OfAPrefix_TellsSizeAndVersion_ReadToTheLastPage()
    {
        await using var server = await ScriptedServer.StartAsync(request => Listing(request, pageSize: 2));
        using var store = Store(server);

        var found = await FoundAsync(store);

        Assert.Equal(8_100_000_700, found.Weights.Size.Value);
        Assert.Matches("^s3://models/qwen/8b/@[0-9a-f]{64}$", found.Weights.Version.Value);
        Assert.Equal(2, server.Requests.Length);
        Assert.All(server.Requests, static request => Assert.Equal(("/models/", "qwen/8b/"), (request.Path.TrimEnd('/') + "/", request.Query["prefix"])));
    }

    [Fact]
    public async Task Resolve_AfterAnObjectWasWrittenAgain_TellsAnotherVersion_AndTheSameWhereNothingChanged()
    {
        await using var server = await ScriptedServer.StartAsync(request => Listing(request, pageSize: 1000));
        using var store = Store(server);
        var versions = new List<string> { await VersionAsync() };

        _objects["qwen/8b-other/model.safetensors"] = (2, "e");
        Assert.Equal(versions[0], await VersionAsync());
        _objects["qwen/8b/model-2.safetensors"] = (4_100_000_000, "c2");
        versions.Add(await VersionAsync());
        _objects["qwen/8b/model-2.safetensors"] = (4_100_000_001, "c2");
        versions.Add(await VersionAsync());
        _objects.Remove("qwen/8b/config.json");
        versions.Add(await VersionAsync());
        _objects["qwen/8b/config.jso"] = (700, "na");
        versions.Add(await VersionAsync());

        Assert.Equal(versions.Count, versions.Distinct().Count());

        async Task<string> VersionAsync() => (await FoundAsync(store)).Weights.Version.Value;
    }

    [Fact]
    public async Task Resolve_OfNothing_IsNotFound_WithAReason()
    {
        await using var server = await ScriptedServer.StartAsync(request => request.Path.StartsWith("/nobucket", StringComparison.Ordinal)
            ? ScriptedAnswer.Error(request, 404, "NoSuchBucket", "The specified bucket does not exist")
            : Listing(request, pageSize: 1000));
        using var store = Store(server);
        _objects["folder/"] = (0, "f");
        _objects["zeros/a"] = (0, "f");

        Assert.Equal("s3://models/folder/: no objects lie there.", await ReasonAsync("s3://models/folder/"));
        Assert.Equal("s3://models/zeros/: the 1 objects that lie there are empty.", await ReasonAsync("s3://models/zeros/"));
        Assert.Equal("s3://nobucket/a/: there is no bucket nobucket.", await ReasonAsync("s3://nobucket/a/"));
        var asked = server.Requests.Length;
        Assert.Contains("expected s3://bucket/prefix/", await ReasonAsync("s3://models/a"), StringComparison.Ordinal);
        Assert.Contains("expected s3://bucket/prefix/", await ReasonAsync("https://models/a/"), StringComparison.Ordinal);
        Assert.Equal(asked, server.Requests.Length);

        async Task<string> ReasonAsync(string location) => Assert.IsType<WeightsLookup.NotFound>(await store.ResolveAsync(location, CancellationToken.None)).Reason;
    }

    [Fact]
    public async Task Resolve_OfArchivedObjects_SaysSo()
    {
        await using var server = await ScriptedServer.StartAsync(request => Listing(request, pageSize: 1000, storageClass: "DEEP_ARCHIVE"));
        using var store = Store(server);

        var missing = Assert.IsType<WeightsLookup.NotFound>(await store.ResolveAsync(Location, CancellationToken.None));

        Assert.Contains("qwen/8b/config.json is archived (DEEP_ARCHIVE)", missing.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_ThatIsThrottled_IsToBeAskedAgain_AndWithoutPermissionItIsAFault()
    {
        await using var throttling = await ScriptedServer.StartAsync(request => Listing(request, pageSize: 1000), FaultPlan.Always(HttpFault.Throttled));
        using var throttled = new S3WeightStore(
            new(new AwsOptions { Region = "us-east-1", EndpointUrl = throttling.Address, MaxRetries = 0 }, TestAws.To(throttling.Address).Credentials, static _ => null), TimeProvider.System);
        Assert.IsType<WeightsLookup.Throttled>(await throttled.ResolveAsync(Location, CancellationToken.None));

        await using var refusing = await ScriptedServer.StartAsync(static request => ScriptedAnswer.Error(request, 403, "AccessDenied", "not authorized to perform: s3:ListBucket"));
        using var refused = Store(refusing);
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => refused.ResolveAsync(Location, CancellationToken.None));
        Assert.Contains("AccessDenied (HTTP 403)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_UnderFaults_IsAnsweredTheSame()
    {
        var faults = FaultPlan.Seeded(
            11, 0.5, 2, HttpFault.ResetBeforeActing, HttpFault.ResetAfterActing, HttpFault.InternalError, HttpFault.Truncated);
        await using var server = await ScriptedServer.StartAsync(request => Listing(request, pageSize: 1), faults);
        using var store = Store(server);

        var versions = new List<string>();
        for (var i = 0; i < 8; i++)
        {
            versions.Add((await FoundAsync(store)).Weights.Version.Value);
        }

        Assert.Single(versions.Distinct());
        Assert.Equal(4, faults.Met.Distinct().Count());
    }

    [Theory]
    [InlineData(HttpFault.Malformed)]
    [InlineData(HttpFault.Huge)]
    [InlineData(HttpFault.Slow)]
    [InlineData(HttpFault.ExpiredCredentials)]
    public async Task Resolve_ThatMeetsAFaultEachTime_FailsByItsDeadline_WithoutASecret(HttpFault fault)
    {
        await using var server = await ScriptedServer.StartAsync(request => Listing(request, pageSize: 1000), FaultPlan.Always(fault));
        var options = new AwsOptions { Region = "us-east-1", EndpointUrl = server.Address, MaxRetries = 1, CallTimeout = TimeSpan.FromSeconds(2) };
        using var store = new S3WeightStore(new(options, TestAws.To(server.Address).Credentials, static _ => null), TimeProvider.System);
        var begun = TimeProvider.System.GetTimestamp();

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => store.ResolveAsync(Location, CancellationToken.None));

        Assert.True(failure is HttpRequestException or TimeoutException, failure.ToString());
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(15));
        Assert.All(TestAws.Secrets, secret => Assert.DoesNotContain(secret, failure.ToString(), StringComparison.Ordinal));
    }

    private static S3WeightStore Store(ScriptedServer server) => new(TestAws.To(server.Address), TimeProvider.System);

    private static async Task<WeightsLookup.Found> FoundAsync(S3WeightStore store) =>
        Assert.IsType<WeightsLookup.Found>(await store.ResolveAsync(Location, CancellationToken.None));

    // ListObjectsV2 as it is documented; the token is the last key.
    private ScriptedAnswer Listing(ScriptedRequest request, int pageSize, string storageClass = "STANDARD")
    {
        var prefix = request.Query["prefix"];
        var after = request.Query.GetValueOrDefault("continuation-token", string.Empty);
        var rest = _objects.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(entry.Key, after) > 0).ToList();
        var xml = new StringBuilder("""<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>models</Name>""");
        xml.Append(CultureInfo.InvariantCulture, $"<IsTruncated>{(rest.Count > pageSize ? "true" : "false")}</IsTruncated>");
        foreach (var (key, (size, etag)) in rest.Take(pageSize))
        {
            xml.Append(
                CultureInfo.InvariantCulture,
                $"<Contents><Key>{key}</Key><LastModified>2026-11-27T10:00:00.000Z</LastModified><ETag>&quot;{etag}&quot;</ETag><Size>{size}</Size><StorageClass>{storageClass}</StorageClass></Contents>");
        }

        if (rest.Count > pageSize)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<NextContinuationToken>{rest[pageSize - 1].Key}</NextContinuationToken>");
        }

        return ScriptedAnswer.Xml(xml.Append("</ListBucketResult>").ToString()) with { ContentType = "application/xml" };
    }
}
