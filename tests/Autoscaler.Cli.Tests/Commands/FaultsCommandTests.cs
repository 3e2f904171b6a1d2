namespace Autoscaler.Cli.Tests.Commands;

public sealed class FaultsCommandTests
{
    private static readonly string[] FaultNames =
    [
        "lost", "delayed", "doubled", "crashes", "secondActivations", "writeFailures", "writeConflicts", "unknownWrites", "clockJumps", "throttledCalls", "refusedLaunches",
        "failedBoots", "failedBuilds", "lostInstances", "crashedCopies", "lostSnapshots", "replacedSnapshots",
    ];

    [Fact]
    public async Task Json_AFewSeeds_IsOneDocumentOfWhatWentWrongAndWhatHeld()
    {
        var run = await CliRun.OfAsync("faults --seeds 3..4 --json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("3..4", run.Json.GetProperty("seeds").GetString());
        Assert.Equal(0, run.Json.GetProperty("violations").GetArrayLength());
        Assert.Equal(2, run.Json.GetProperty("convergedSeeds").GetInt32());
        Assert.True(run.Json.GetProperty("slowestConvergenceSeconds").GetDouble() > 0);
        Assert.True(run.Json.GetProperty("eventsPerSecond").GetDouble() > 0);
        Assert.All(
            FaultNames,
            fault => Assert.True(run.Json.GetProperty("faultsInjected").GetProperty(fault).GetInt64() >= 0));
    }

    [Fact]
    public async Task Table_OneSeed_TellsTheSame()
    {
        var run = await CliRun.OfAsync("faults --seeds 1");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("seeds 1..1", run.Output, StringComparison.Ordinal);
        Assert.Contains("time to converge", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--seeds 0")]
    [InlineData("--seeds -3")]
    [InlineData("--seeds many")]
    [InlineData("--seeds 5..4")]
    [InlineData("--seeds 1..2..3")]
    [InlineData("--seeds 1..")]
    [InlineData("--seeds 1..99999999")]
    [InlineData("--seeds 1..2 --log /tmp/never-written")]
    [InlineData("--seeds 1 --log /no/such/folder/log")]
    [InlineData("--speed 3")]
    public async Task BadInput_IsRefusedWithoutOutput(string options)
    {
        var run = await CliRun.OfAsync($"faults {options}");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("faults: the input cannot be used:", run.Error, StringComparison.Ordinal);
    }
}
