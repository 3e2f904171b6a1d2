namespace Autoscaler.Cli.Tests.Commands;

public sealed class BenchCommandTests
{
    [Fact]
    public async Task Ticks_FewEndpoints_ReportsThemAndWritesNothing()
    {
        var run = await CliRun.OfAsync("bench ticks --endpoints 3 --json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(3, run.Json.GetProperty("endpoints").GetInt32());
        Assert.Equal(0, run.Json.GetProperty("writesPerTick").GetDouble());
    }

    [Fact]
    public async Task Journal_FewEndpoints_WritesAndReadsTheirHistory()
    {
        var run = await CliRun.OfAsync("bench journal --endpoints 3 --json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(3, run.Json.GetProperty("endpoints").GetInt32());
        Assert.InRange(run.Json.GetProperty("coarseBytesPerEndpointDay").GetDouble(), 500, 50_000);
    }

    [Fact]
    public async Task Metrics_OfMoreThanACall_MakesAsFewAsItTakes_AndCountsTheBill()
    {
        var run = await CliRun.OfAsync("bench metrics --endpoints 1001 --json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(3, run.Json.GetProperty("callsPerTick").GetInt32());
        Assert.InRange(run.Json.GetProperty("bytesPerQuery").GetDouble(), 600, 5_000);
        var (atEveryTick, adaptive) = (Usd("fixed"), Usd("adaptive"));
        Assert.Equal(2632.38m, atEveryTick);
        Assert.InRange(adaptive, atEveryTick / 6, atEveryTick / 4);
        Assert.Equal(atEveryTick, Usd("adaptiveAlwaysUsed"));

        decimal Usd(string name) => run.Json.GetProperty("monthlyUsd").GetProperty(name).GetDecimal();
    }

    [Theory]
    [InlineData("bench metrics --endpoints 0")]
    [InlineData("bench journal --endpoints 0")]
    [InlineData("bench ticks --endpoints many")]
    public async Task Endpoints_OutOfRange_AreRefused(string arguments)
    {
        var run = await CliRun.OfAsync(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--endpoints: expected a whole number from 1 to 200,000", run.Error, StringComparison.Ordinal);
    }
}
