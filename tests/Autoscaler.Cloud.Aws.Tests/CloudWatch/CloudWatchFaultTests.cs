using Autoscaler.Cloud.Aws.CloudWatch;
using Autoscaler.Cloud.Aws.Tests.Kit;
using Autoscaler.Cloud.Metrics;
using Autoscaler.Contracts.Demand;

namespace Autoscaler.Cloud.Aws.Tests.CloudWatch;

/// <summary>What lies between a feed and CloudWatch fails: no call outlasts its deadline, nothing is counted twice, nothing secret is told.</summary>
public sealed class CloudWatchFaultTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 27, 10, 0, 0, TimeSpan.Zero);
    private static readonly EndpointId Chat = EndpointId.Parse("acme/chat");
    private static readonly ComponentName Llm = new("llm");
    private static readonly AwsMetricOptions Options = new() { CallTimeout = TimeSpan.FromMinutes(1) };
    private static readonly AwsMetricOptions Hasty = new() { CallTimeout = TimeSpan.FromSeconds(2) };

    private readonly ScriptedCloudWatch _cloudWatch = new();
    private readonly LogLines<CloudWatchMetricSource> _log = new();
    private readonly LogLines<DemandPublisher> _publisherLog = new();
    private readonly StillTime _clock = new(Start + TimeSpan.FromMinutes(1));

    [Theory]
    [InlineData(HttpFault.ResetBeforeActing)]
    [InlineData(HttpFault.ResetAfterActing)]
    [InlineData(HttpFault.InternalError)]
    [InlineData(HttpFault.Unavailable)]
    [InlineData(HttpFault.Truncated)]
    [InlineData(HttpFault.Malformed)]
    public async Task Query_ThatMeetsAFaultOnce_IsAnsweredAllTheSame(HttpFault fault)
    {
        await using var server = await ScriptedServer.StartAsync(_cloudWatch.Answer, FaultPlan.Of(null, fault));
        await PublishAsync(server);
        using var source = Source(server);

        Assert.Equal<DemandSample>([new DemandSample(Start, 2, null)], await DeliveredAsync(source));
    }

    [Theory]
    [InlineData(HttpFault.ResetBeforeActing)]
    [InlineData(HttpFault.ResetAfterActing)]
    [InlineData(HttpFault.InternalError)]
    [InlineData(HttpFault.Unavailable)]
    [InlineData(HttpFault.Truncated)]
    [InlineData(HttpFault.Malformed)]
    [InlineData(HttpFault.Huge)]
    [InlineData(HttpFault.Slow)]
    public async Task Query_ThatMeetsAFaultEachTime_FailsByItsDeadline_WithoutASecret(HttpFault fault)
    {
        await using var server = await ScriptedServer.StartAsync(_cloudWatch.Answer, FaultPlan.Always(fault));
        using var source = new CloudWatchMetricSource(TestAws.To(server.Address), Hasty, _clock, _log);
        var begun = TimeProvider.System.GetTimestamp();

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => source.QueryAsync([new(Chat, Llm)], Start, Start.AddMinutes(1), CancellationToken.None));

        Assert.True(failure is HttpRequestException or TimeoutException, failure.ToString());
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(15));
        Assert.StartsWith("CloudWatch GetMetricData", failure.Message, StringComparison.Ordinal);
        Assert.All(TestAws.Secrets, secret => Assert.DoesNotContain(secret, failure.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Query_OfAServerWithAnotherClock_IsSignedByThatClock()
    {
        await using var server = await ScriptedServer.StartAsync(_cloudWatch.Answer, FaultPlan.Of(null, HttpFault.SkewedClock));
        await PublishAsync(server);
        using var source = Source(server);

        Assert.Equal<DemandSample>([new DemandSample(Start, 2, null)], await DeliveredAsync(source));
        Assert.InRange(server.Requests[^1].SignedAt!.Value - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(55), TimeSpan.FromMinutes(65));
    }

    [Fact]
    public async Task Query_WhoseCredentialsExpire_IsSignedWithNewOnesNextTime_AndNamesTheReason()
    {
        await using var server = await ScriptedServer.StartAsync(_cloudWatch.Answer, FaultPlan.Of(HttpFault.ExpiredCredentials));
        var credentials = new RenewedCredentials();
        using var source = new CloudWatchMetricSource(TestAws.To(server.Address, credentials), Options, _clock, _log);

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => source.QueryAsync([new(Chat, Llm)], Start, Start.AddMinutes(1), CancellationToken.None));
        await DeliveredAsync(source);

        Assert.Contains("ExpiredTokenException (HTTP 400)", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["AKIAEXAMPLE000000001", "AKIAEXAMPLE000000002"], server.Requests.Select(static request => request.AccessKey));
        await DeliveredAsync(source);
        Assert.Equal(2, credentials.Given);
    }

    [Fact]
    public async Task Query_WhoseSignatureIsRefused_DoesNotRepeatWhatWasSigned()
    {
        await using var server = await ScriptedServer.StartAsync(static request => ScriptedAnswer.Error(
            request,
            403,
            "InvalidSignatureException",
            $"The signature does not match.\\n\\nThe Canonical String for this request should have been\\n'x-amz-security-token:{request.Headers["X-Amz-Security-Token"]}'"));
        using var source = Source(server);

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => source.QueryAsync([new(Chat, Llm)], Start, Start.AddMinutes(1), CancellationToken.None));

        Assert.Contains("The signature does not match.", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(TestAws.SessionToken, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_OfAServerThatIsNotThere_SaysSo()
    {
        var server = await ScriptedServer.StartAsync(_cloudWatch.Answer);
        await server.DisposeAsync();
        using var source = Source(server);

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => source.QueryAsync([new(Chat, Llm)], Start, Start.AddMinutes(1), CancellationToken.None));

        Assert.Contains("Connection refused", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_UnderFaults_IsNeverCountedTwice_AndLosesOnlyWhatMayHaveArrived()
    {
        const int seconds = 120;
        var faults = FaultPlan.Seeded(
            20261127, 0.5, 3, HttpFault.ResetBeforeActing, HttpFault.ResetAfterActing, HttpFault.InternalError, HttpFault.Unavailable, HttpFault.Throttled, HttpFault.Malformed,
            HttpFault.Truncated);
        await using var server = await ScriptedServer.StartAsync(_cloudWatch.Answer, faults);
        using var publisher = new DemandPublisher(TestAws.To(server.Address), Options, Chat, _clock, _publisherLog);
        var (published, lost) = (0, 0);
        for (var i = 0; i < seconds; i++)
        {
            _clock.Now = Start.AddSeconds(i + 1);
            publisher.Record(Llm, 1, 0, TimeSpan.FromSeconds(1));
            if (i % 2 == 1)
            {
                var result = await publisher.PublishAsync(CancellationToken.None);
                (published, lost) = (published + result.Published, lost + result.Lost);
            }
        }

        // What is kept at the end goes with the next publications: three faults in a row are the most.
        for (var i = 0; i < 4; i++)
        {
            var result = await publisher.PublishAsync(CancellationToken.None);
            (published, lost) = (published + result.Published, lost + result.Lost);
        }

        Assert.InRange(faults.Met.Distinct().Count(), 6, 7);
        Assert.Equal(seconds, published + lost);
        Assert.InRange(_cloudWatch.ValueCount, published, seconds);
        Assert.InRange(published, seconds / 2, seconds - 1);
        Assert.All(_publisherLog.Lines.SelectMany(static line => TestAws.Secrets.Select(secret => (line, secret))), static pair =>
            Assert.DoesNotContain(pair.secret, pair.line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Publish_ThatIsRefusedForLong_KeepsTwoMinutes()
    {
        await using var server = await ScriptedServer.StartAsync(_cloudWatch.Answer, FaultPlan.Always(HttpFault.Unavailable));
        using var publisher = new DemandPublisher(TestAws.To(server.Address), Options, Chat, _clock, _publisherLog);
        for (var i = 0; i < 180; i++)
        {
            _clock.Now = Start.AddSeconds(i + 1);
            publisher.Record(Llm, 1, 0, TimeSpan.FromSeconds(1));
        }

        Assert.Equal(new PublishResult(0, 120, 60), await publisher.PublishAsync(CancellationToken.None));
    }

    private static async Task<ImmutableArray<DemandSample>> DeliveredAsync(CloudWatchMetricSource source) =>
        Assert.IsType<MetricQueryResult.Delivered>(await source.QueryAsync([new(Chat, Llm)], Start, Start.AddMinutes(1), CancellationToken.None)).Samples[0];

    private async Task PublishAsync(ScriptedServer server)
    {
        using var publisher = new DemandPublisher(TestAws.To(server.Address), Options, Chat, new StillTime(Start.AddSeconds(5)), _publisherLog);
        publisher.Record(Llm, 2, 0, TimeSpan.FromSeconds(10));
        Assert.Equal(new PublishResult(1, 0, 0), await publisher.PublishAsync(CancellationToken.None));
    }

    private CloudWatchMetricSource Source(ScriptedServer server) => new(TestAws.To(server.Address), Options, _clock, _log);
}
