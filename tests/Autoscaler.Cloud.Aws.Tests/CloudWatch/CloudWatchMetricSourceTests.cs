using System.Text.Json.Nodes;
using Autoscaler.Cloud.Aws.CloudWatch;
using Autoscaler.Cloud.Aws.Tests.Kit;
using Autoscaler.Cloud.Metrics;
using Autoscaler.Contracts.Demand;

namespace Autoscaler.Cloud.Aws.Tests.CloudWatch;

/// <summary>What CloudWatch answers, and what becomes of it. Here are the cases that moto does not tell: namespaces beside dimensions, pages, partial data, throttling.</summary>
public sealed class CloudWatchMetricSourceTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 27, 10, 0, 0, TimeSpan.Zero);
    private static readonly EndpointId Chat = EndpointId.Parse("acme/chat");
    private static readonly ComponentName Llm = new("llm");

    // Whatever else the machine does meanwhile.
    private static readonly AwsMetricOptions Patient = new() { CallTimeout = TimeSpan.FromMinutes(1) };

    private readonly ScriptedCloudWatch _cloudWatch = new();
    private readonly LogLines<CloudWatchMetricSource> _log = new();
    private readonly StillTime _clock = new(Start + TimeSpan.FromMinutes(1));

    [Fact]
    public async Task Query_OfTwoInstancesThatPublish_SumsTheirParts_AndKeepsUnknownApartFromZero()
    {
        await using var server = await ScriptedServer.StartAsync(_cloudWatch.Answer);
        await PublishAsync(server, Chat, Llm, Start, seconds: 20, concurrency: 3);
        await PublishAsync(server, Chat, Llm, Start, seconds: 20, concurrency: 1.5);
        await PublishAsync(server, Chat, new ComponentName("idle"), Start, seconds: 10, concurrency: 0);
        using var source = Source(server);

        var samples = await DeliveredAsync(source, [new(Chat, Llm), new(Chat, new("idle")), new(Chat, new("absent"))]);

        Assert.Equal<DemandSample>([new DemandSample(Start, 4.5, null), new DemandSample(Start.AddSeconds(10), 4.5, null)], samples[0]);
        Assert.Equal<DemandSample>([new DemandSample(Start, 0, null)], samples[1]);
        Assert.Empty(samples[2]);
    }

    [Fact]
    public async Task Query_AsksWithTheShapesThatAwsDocuments()
    {
        await using var server = await ScriptedServer.StartAsync(_cloudWatch.Answer);
        using var source = Source(server);

        await DeliveredAsync(source, [new(Chat, Llm)], Start.AddSeconds(3));

        var request = server.Requests.Single();
        Assert.Equal("GraniteServiceVersion20100801.GetMetricData", request.Target);
        Assert.Equal("application/x-amz-json-1.0", request.Headers["Content-Type"]);
        Assert.False(request.Headers.ContainsKey("Content-Encoding"));
        Assert.Equal("us-east-1", request.SignedRegion);
        var expected = JsonNode.Parse(
            """
            {"MetricDataQueries": [{"Id": "m0", "MetricStat": {"Metric": {"Namespace": "Autoscaler", "MetricName": "RequestSeconds", "Dimensions": [
                {"Name": "Tenant", "Value": "acme"}, {"Name": "Endpoint", "Value": "chat"}, {"Name": "Component", "Value": "llm"}]}, "Period": 10, "Stat": "Sum"}}],
             "StartTime": 1795773600, "EndTime": 1795773650, "ScanBy": "TimestampAscending"}
            """);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(request.Body)), request.Text);
    }

    [Fact]
    public async Task Query_OfAPeriodThatHasNotSettled_IsNotAskedFor()
    {
        await using var server = await ScriptedServer.StartAsync(_cloudWatch.Answer);
        await PublishAsync(server, Chat, Llm, Start, seconds: 40, concurrency: 2);
        using var source = Source(server);

        _clock.Now = Start.AddSeconds(24);
        Assert.Equal([Start], (await DeliveredAsync(source, [new(Chat, Llm)]))[0].Select(static sample => sample.Start));
        _clock.Now = Start.AddSeconds(25);
        Assert.Equal([Start, Start.AddSeconds(10)], (await DeliveredAsync(source, [new(Chat, Llm)]))[0].Select(static sample => sample.Start));
        _clock.Now = Start.AddSeconds(14);
        var before = server.Requests.Length;
        Assert.Empty((await DeliveredAsync(source, [new(Chat, Llm)]))[0]);
        Assert.Equal(before, server.Requests.Length);
    }

    [Fact]
    public async Task Query_WithAnotherNamespaceOrMoreDimensions_IsAnotherMetric()
    {
        await using var server = await ScriptedServer.StartAsync(_cloudWatch.Answer);
        await PublishAsync(server, Chat, Llm, Start, seconds: 10, concurrency: 7, Patient with { Namespace = "Elsewhere" });
        await PublishAsync(server, Chat, Llm, Start, seconds: 10, concurrency: 9, Patient with { EndpointDimension = "Other" });
        using var source = Source(server);

        Assert.Empty((await DeliveredAsync(source, [new(Chat, Llm)]))[0]);
    }

    [Fact]
    public async Task Query_WhoseAnswerComesInPages_IsReadToTheEnd()
    {
        await using var server = await ScriptedServer.StartAsync(_cloudWatch.Answer);
        await PublishAsync(server, Chat, Llm, Start, seconds: 50, concurrency: 2);
        await PublishAsync(server, Chat, new("other"), Start, seconds: 50, concurrency: 4);
        _cloudWatch.MaxDatapoints = 3;
        using var source = Source(server);
        var published = server.Requests.Length;

        var samples = await DeliveredAsync(source, [new(Chat, Llm), new(Chat, new("other"))]);

        Assert.Equal(4, server.Requests.Length - published);
        Assert.Equal([2.0, 2, 2, 2, 2], samples[0].Select(static sample => sample.Concurrency));
        Assert.Equal([4.0, 4, 4, 4, 4], samples[1].Select(static sample => sample.Concurrency));
        Assert.Equal(samples[1].Select(static sample => sample.Start).Order(), samples[1].Select(static sample => sample.Start));
    }

    [Fact]
    public async Task Query_ThatGetsTimesInAnyOrderAndTwice_SortsThem_AndTakesEachOnce()
    {
        await using var server = await ScriptedServer.StartAsync(static _ => ScriptedAnswer.Json(
            """
            {"MetricDataResults": [{"StatusCode": "Complete", "Values": [30, 10, 20, 10, -5, "NaN"], "Label": {"odd": ["value", 1]},
             "Timestamps": [1795773620, 1795773600.0, "2026-11-27T10:00:10Z", 1795773600, 1795773630, 1795773640], "Id": "m0"},
             {"Id": "m7", "Timestamps": [1795773600], "Values": [1], "StatusCode": "Complete"}]}
            """));
        using var source = Source(server);

        var samples = await DeliveredAsync(source, [new(Chat, Llm)]);

        Assert.Equal([1.0, 2, 3], samples[0].Select(static sample => sample.Concurrency));
        Assert.Equal([Start, Start.AddSeconds(10), Start.AddSeconds(20)], samples[0].Select(static sample => sample.Start));
        Assert.Contains("3 values are no demand", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PartialData", 1, 0)]
    [InlineData("InternalError", 0, 1)]
    [InlineData("Forbidden", 0, 1)]
    public async Task Query_WhoseMetricIsNotThereWhole_IsUnknownWhereItLacks_NeverZero(string status, int samples, int lines)
    {
        await using var server = await ScriptedServer.StartAsync(_cloudWatch.Answer);
        await PublishAsync(server, Chat, Llm, Start, seconds: 20, concurrency: 2);
        _cloudWatch.Alters = result =>
        {
            result["StatusCode"] = status;
            result["Timestamps"] = samples == 0 ? [] : new JsonArray(result["Timestamps"]![1]!.DeepClone());
            result["Values"] = samples == 0 ? [] : new JsonArray(result["Values"]![1]!.DeepClone());
        };
        using var source = Source(server);

        var delivered = await DeliveredAsync(source, [new(Chat, Llm)]);

        Assert.Equal(samples, delivered[0].Length);
        Assert.All(delivered[0], static sample => Assert.Equal(2, sample.Concurrency));
        Assert.Equal(lines, _log.Lines.Length);
    }

    [Fact]
    public async Task Query_WithArrivals_AsksForBoth_InCallsOf500()
    {
        var options = Patient with { ArrivalsMetric = "Arrivals" };
        await using var server = await ScriptedServer.StartAsync(_cloudWatch.Answer);
        await PublishAsync(server, Chat, new("c499"), Start, seconds: 10, concurrency: 2, options, newRequests: 3);
        using var source = Source(server, options);
        var queries = Enumerable.Range(0, 500).Select(static i => new MetricQuery(Chat, new($"c{i:D3}"))).ToImmutableArray();

        var samples = await DeliveredAsync(source, queries);

        Assert.Equal([500, 500], server.Requests.Where(static request => request.Operation == "GetMetricData")
            .Select(static request => request.Json.GetProperty("MetricDataQueries").GetArrayLength()));
        Assert.Equal<DemandSample>([new DemandSample(Start, 2, 3)], samples[499]);
        Assert.All(samples.Take(499), static of => Assert.Empty(of));
    }

    [Fact]
    public async Task Query_OfOneComponentTwice_IsAskedAndPaidForOnce()
    {
        await using var server = await ScriptedServer.StartAsync(_cloudWatch.Answer);
        await PublishAsync(server, Chat, Llm, Start, seconds: 10, concurrency: 2);
        using var source = Source(server);

        var samples = await DeliveredAsync(source, [new(Chat, Llm), new(Chat, new("b")), new(Chat, Llm)]);

        Assert.Equal(2, server.Requests[^1].Json.GetProperty("MetricDataQueries").GetArrayLength());
        Assert.Equal(samples[0], samples[2]);
        Assert.Equal(2, samples[2][0].Concurrency);
        Assert.Empty(samples[1]);
    }

    [Fact]
    public async Task Query_ThatIsThrottled_KeepsAllFeedsFromAsking_LongerEachTime_AndShorterAgainAfterwards()
    {
        await using var server = await ScriptedServer.StartAsync(
            _cloudWatch.Answer, FaultPlan.Of(HttpFault.Throttled, HttpFault.Throttled, HttpFault.Throttled, HttpFault.Throttled));
        using var source = Source(server);

        // One try of the SDK's, and one again: a call.
        Assert.Equal(TimeSpan.FromSeconds(10), await ThrottledAsync(source));
        Assert.Equal(2, server.Requests.Length);
        _clock.Now += TimeSpan.FromSeconds(4);
        Assert.Equal(TimeSpan.FromSeconds(6), await ThrottledAsync(source));
        Assert.Equal(2, server.Requests.Length);
        _clock.Now += TimeSpan.FromSeconds(6);
        Assert.Equal(TimeSpan.FromSeconds(20), await ThrottledAsync(source));
        _clock.Now += TimeSpan.FromSeconds(20);
        await DeliveredAsync(source, [new(Chat, Llm)]);
        Assert.Equal(5, server.Requests.Length);
        Assert.Equal(2, _log.Lines.Length);
    }

    [Fact]
    public async Task Query_OfMoreThan500_IsRefused()
    {
        await using var server = await ScriptedServer.StartAsync(_cloudWatch.Answer);
        using var source = Source(server);
        var queries = Enumerable.Range(0, 501).Select(static i => new MetricQuery(Chat, new($"c{i}"))).ToImmutableArray();

        await Assert.ThrowsAsync<ArgumentException>(() => source.QueryAsync(queries, Start, Start.AddMinutes(1), CancellationToken.None));
        Assert.Empty(server.Requests);
    }

    private static async Task<ImmutableArray<ImmutableArray<DemandSample>>> DeliveredAsync(
        CloudWatchMetricSource source, ImmutableArray<MetricQuery> queries, DateTimeOffset? from = null) =>
        Assert.IsType<MetricQueryResult.Delivered>(await source.QueryAsync(queries, from ?? Start, Start.AddMinutes(1), CancellationToken.None)).Samples;

    private static async Task<TimeSpan> ThrottledAsync(CloudWatchMetricSource source) =>
        Assert.IsType<MetricQueryResult.Throttled>(
            await source.QueryAsync([new(Chat, Llm)], Start, Start.AddMinutes(1), CancellationToken.None)).RetryAfter;

    private static async Task PublishAsync(
        ScriptedServer server, EndpointId endpoint, ComponentName component, DateTimeOffset from, int seconds, double concurrency, AwsMetricOptions? options = null,
        double newRequests = 0)
    {
        var clock = new StillTime(from);
        using var publisher = new DemandPublisher(TestAws.To(server.Address), options ?? Patient, endpoint, clock, new LogLines<DemandPublisher>());
        for (var i = 0; i < seconds; i++)
        {
            clock.Now = from.AddSeconds(i + 1);
            publisher.Record(component, concurrency, newRequests, TimeSpan.FromSeconds(1));
        }

        Assert.Equal(0, (await publisher.PublishAsync(CancellationToken.None)).Lost);
    }

    private CloudWatchMetricSource Source(ScriptedServer server, AwsMetricOptions? options = null) =>
        new(TestAws.To(server.Address), options ?? Patient, _clock, _log);
}
