using Autoscaler.Simulation.Inputs;

namespace Autoscaler.Simulation.Tests.Inputs;

public sealed class TraceFileTests
{
    private const string Header = "TIMESTAMP,ContextTokens,GeneratedTokens\n";

    [Fact]
    public void Read_Requests_CountsTimesFromTheFirst()
    {
        var trace = Requests(Header + "2023-11-16 18:15:46.6805900,374,44\n2023-11-16 18:15:50.9951690,396,109\n2023-11-16 18:15:50.9951690,0,0\n");

        Assert.Equal("trace", trace.Name);
        Assert.Equal(
            [new(TimeSpan.Zero, 374, 44), new(new TimeSpan(43_145_790), 396, 109), new(new TimeSpan(43_145_790), 0, 0)], trace.Requests.AsEnumerable());
    }

    [Theory]
    [InlineData("2023-11-16 18:15:47")]
    [InlineData("2023-11-16 18:15:47.0")]
    [InlineData("2023-11-16T18:15:47.0000000Z")]
    [InlineData("2023-11-16 19:15:47.000+01:00")]
    [InlineData("2023-11-16 15:45:47.000-02:30")]
    public void Read_TimestampVariants_AreTheSameTime(string timestamp) =>
        Assert.Equal(TimeSpan.FromSeconds(1), Requests($"{Header}2023-11-16 18:15:46,1,1\n{timestamp},1,1").Requests[1].At);

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Read_EitherLineEndWithOrWithoutTheLast_IsTheSameTrace(string end)
    {
        string[] rows = ["TIMESTAMP,ContextTokens,GeneratedTokens", "2023-11-16 18:15:46,1,2", "2023-11-16 18:15:47,3,4"];

        Assert.Equal(2, Requests(string.Join(end, rows)).Requests.Length);
        Assert.Equal(2, Requests(string.Join(end, rows) + end).Requests.Length);
        Assert.Equal(2, Requests(string.Join(end, rows) + end + end + " " + end).Requests.Length);
        Assert.Equal(2, Requests("\uFEFF" + string.Join(end, rows)).Requests.Length);
    }

    [Fact]
    public void Read_Rates_CountsTimesFromTheFirst()
    {
        var trace = Rates("600,212.78\n1200,179.6983\n1800.5,0\n");

        Assert.Equal(
            [new(TimeSpan.Zero, 212.78), new(TimeSpan.FromSeconds(600), 179.6983), new(TimeSpan.FromSeconds(1_200.5), 0)], trace.Steps.AsEnumerable());
        Assert.Equal(TimeSpan.FromSeconds(1_801), trace.Duration);
        Assert.Equal(212.78, trace.PeakRequestsPerSecond);
    }

    [Fact]
    public void Read_FormatIsTakenFromTheContent_NotTheName()
    {
        using var file = new TemporaryFile("rates.txt", "timestamp,contexttokens,generatedtokens\n2023-11-16 18:15:46,1,2");

        Assert.Equal("rates", Assert.IsType<RequestTrace>(TraceFile.Read(file.Path)).Name);
    }

    [Fact]
    public void Read_ManyBuffers_LosesNoRow()
    {
        var rows = Enumerable.Range(0, 50_000).Select(i => $"{i},{i % 97}.25");

        var steps = Rates(string.Join('\n', rows)).Steps;

        Assert.Equal(50_000, steps.Length);
        Assert.All(Enumerable.Range(0, 50_000), i => Assert.Equal(new RateStep(TimeSpan.FromSeconds(i), (i % 97) + 0.25), steps[i]));
    }

    [Fact]
    public void PeakRequestsPerSecond_OfRequests_IsThatOfTheBusiestMinute()
    {
        var rows = Enumerable.Range(0, 120).Select(i => new TraceRequest(TimeSpan.FromSeconds(i < 60 ? i * 2 : 120 + i), 1, 1)).ToImmutableArray();

        Assert.Equal(1, new RequestTrace("t", rows).PeakRequestsPerSecond);
        Assert.Equal(1, new RequestTrace("t", rows[..1]).PeakRequestsPerSecond);
    }

    [RecordedTracesFact]
    public void Read_AzureConversations_HasItsPublishedFigures()
    {
        var trace = Assert.IsType<RequestTrace>(TraceFile.Read(Path.Combine(RecordedTraces.Folder, "azure-llm-2023-conv.csv")));

        Assert.Equal(19_366, trace.Requests.Length);
        Assert.InRange(trace.Duration.TotalMinutes, 58, 59);
        Assert.InRange(trace.Requests.Length / trace.Duration.TotalSeconds, 5.45, 5.55);
        Assert.InRange(trace.PeakRequestsPerSecond, 8.4, 9.2);
        Assert.Equal(new TraceRequest(TimeSpan.Zero, 374, 44), trace.Requests[0]);
    }

    [RecordedTracesFact]
    public void Read_ServeGenLarge_HasItsPublishedFigures() => AssertRates("servegen-m-large-14d.csv", 196, 583);

    [RecordedTracesFact]
    public void Read_ServeGenMid_HasItsPublishedFigures() => AssertRates("servegen-m-mid-14d.csv", 1_790, 3_445);

    private static void AssertRates(string file, double mean, double peak)
    {
        var trace = Assert.IsType<RateTrace>(TraceFile.Read(Path.Combine(RecordedTraces.Folder, file)));

        Assert.InRange(trace.Duration.TotalDays, 13.9, 14.1);
        Assert.InRange(trace.Steps.Average(step => step.RequestsPerSecond), mean - 0.5, mean + 0.5);
        Assert.InRange(trace.PeakRequestsPerSecond, peak - 0.5, peak + 0.5);
    }

    private static RequestTrace Requests(string text) => Assert.IsType<RequestTrace>(Read(text));

    private static RateTrace Rates(string text) => Assert.IsType<RateTrace>(Read(text));

    private static Trace Read(string text)
    {
        using var file = new TemporaryFile("trace.csv", text);
        return TraceFile.Read(file.Path);
    }
}
