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
}
