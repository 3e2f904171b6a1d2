using System.Text.Json.Nodes;
using Autoscaler.Cloud.Aws.CloudWatch;
using Autoscaler.Cloud.Aws.Tests.Kit;

namespace Autoscaler.Cloud.Aws.Tests.CloudWatch;

public sealed class DemandPublisherTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 27, 10, 0, 0, TimeSpan.Zero);
    private static readonly EndpointId Chat = EndpointId.Parse("acme/chat");
    private static readonly ComponentName Llm = new("llm");

    private readonly ScriptedCloudWatch _cloudWatch = new();
    private readonly StillTime _clock = new(Start);

    [Fact]
    public async Task Publish_SendsValuesOfOneSecond_WithTheShapesThatAwsDocuments()
    {
        await using var server = await ScriptedServer.StartAsync(_cloudWatch.Answer);
        using var publisher = Publisher(server, new AwsMetricOptions { ArrivalsMetric = "Arrivals" });
        _clock.Now = Start.AddSeconds(1);
        publisher.Record(Llm, 1.5, 2, TimeSpan.FromSeconds(0.5));
        publisher.Record(Llm, 2, 1, TimeSpan.FromSeconds(0.5));

        Assert.Equal(new PublishResult(2, 0, 0), await publisher.PublishAsync(CancellationToken.None));

        var request = server.Requests.Single();
        Assert.Equal("GraniteServiceVersion20100801.PutMetricData", request.Target);
        Assert.False(request.Headers.ContainsKey("Content-Encoding"));
        const string dimensions = """[{"Name": "Tenant", "Value": "acme"}, {"Name": "Endpoint", "Value": "chat"}, {"Name": "Component", "Value": "llm"}]""";
        var expected = JsonNode.Parse(
            $$"""
            {"Namespace": "Autoscaler", "MetricData": [
                {"MetricName": "RequestSeconds", "Dimensions": {{dimensions}}, "Timestamp": 1795773600, "Value": 1.75, "StorageResolution": 1},
                {"MetricName": "Arrivals", "Dimensions": {{dimensions}}, "Timestamp": 1795773600, "Value": 3, "StorageResolution": 1}]}
            """);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(request.Body)), request.Text);
    }

    [Fact]
    public async Task Publish_OfMoreThanACallTakes_MakesMoreCalls()
    {
        await using var server = await ScriptedServer.StartAsync(_cloudWatch.Answer);
        using var publisher = Publisher(server);
        for (var i = 0; i < 1050; i++)
        {
            publisher.Record(new($"c{i}"), 1, 0, TimeSpan.FromSeconds(1));
        }

        Assert.Equal(new PublishResult(1050, 0, 0), await publisher.PublishAsync(CancellationToken.None));
        Assert.Equal([1000, 50], server.Requests.Select(static request => request.Json.GetProperty("MetricData").GetArrayLength()));
    }

    [Fact]
    public async Task Publish_OfLongNames_StaysBelowAMegabyte()
    {
        var name = new string('n', 255);
        var options = new AwsMetricOptions { DemandMetric = name, TenantDimension = name[1..], EndpointDimension = name[2..], ComponentDimension = name[3..] };
        await using var server = await ScriptedServer.StartAsync(_cloudWatch.Answer);
        using var publisher = Publisher(server, options);
        for (var i = 0; i < 1000; i++)
        {
            publisher.Record(new($"c{i}"), 1, 0, TimeSpan.FromSeconds(1));
        }

        Assert.Equal(1000, (await publisher.PublishAsync(CancellationToken.None)).Published);
        Assert.All(server.Requests, static request => Assert.InRange(request.Body.Length, 1, PutMetricsCall.MaxRequestBytes));
        Assert.Equal(1000, _cloudWatch.ValueCount);
    }

    [Fact]
    public async Task Publish_OfNothing_CallsNobody()
    {
        await using var server = await ScriptedServer.StartAsync(_cloudWatch.Answer);
        using var publisher = Publisher(server);

        Assert.Equal(default, await publisher.PublishAsync(CancellationToken.None));
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1)]
    public async Task Record_OfWhatIsNoAmount_IsRefused(double value)
    {
        await using var server = await ScriptedServer.StartAsync(_cloudWatch.Answer);
        using var publisher = Publisher(server);

        Assert.Throws<ArgumentOutOfRangeException>(() => publisher.Record(Llm, value, 0, TimeSpan.FromSeconds(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => publisher.Record(Llm, 0, value, TimeSpan.FromSeconds(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => publisher.Record(Llm, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Publisher_OfAMetricWhosePartsDoNotAddUp_IsRefused()
    {
        var failure = Assert.Throws<ArgumentException>(() => new DemandPublisher(
            TestAws.To(new Uri("http://127.0.0.1:1")), new AwsMetricOptions { Statistic = DemandStatistic.Average, Namespace = "" }, Chat, _clock, new LogLines<DemandPublisher>()));

        Assert.Contains("Namespace must be 1 to 255 characters", failure.Message, StringComparison.Ordinal);
        Assert.Contains("found Average", failure.Message, StringComparison.Ordinal);
    }

    private DemandPublisher Publisher(ScriptedServer server, AwsMetricOptions? options = null) =>
        new(TestAws.To(server.Address), (options ?? new AwsMetricOptions()) with { CallTimeout = TimeSpan.FromMinutes(1) }, Chat, _clock, new LogLines<DemandPublisher>());
}
