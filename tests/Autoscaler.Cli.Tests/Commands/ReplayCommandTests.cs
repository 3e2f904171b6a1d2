using System.Text.Json;

namespace Autoscaler.Cli.Tests.Commands;

public sealed class ReplayCommandTests
{
    private const string Sample = "replay --trace sample --seed 7";

    [Fact]
    public async Task Json_WeightsCacheOnOrOff_ComparesTheSameTwoRuns()
    {
        var on = (await CliRun.OfAsync(Sample + " --weights-cache on --json")).Json;
        var off = (await CliRun.OfAsync(Sample + " --weights-cache off --json")).Json;
        var worth = on.GetProperty("weightsCacheWorth");

        Assert.True(on.GetProperty("weightsCache").GetBoolean());
        Assert.False(off.GetProperty("weightsCache").GetBoolean());
        Assert.Equal(worth.GetRawText(), off.GetProperty("weightsCacheWorth").GetRawText());
        Assert.Equal(on.GetProperty("traceHash").GetString(), worth.GetProperty("on").GetProperty("traceHash").GetString());
        Assert.Equal(off.GetProperty("traceHash").GetString(), worth.GetProperty("off").GetProperty("traceHash").GetString());
        Assert.Equal(on.GetProperty("requests").GetInt64(), off.GetProperty("requests").GetInt64());
        Assert.True(worth.GetProperty("medianReadySavedSeconds").GetDouble() > 5, worth.GetRawText());
        Assert.NotEqual(0, on.GetProperty("weightsFromVolume").GetInt32());
        Assert.Equal(0, off.GetProperty("weightsFromVolume").GetInt32());
    }

    [Fact]
    public async Task Json_WithoutTheOption_ComparesNothing()
    {
        var run = (await CliRun.OfAsync(Sample + " --json")).Json;

        Assert.Equal(JsonValueKind.Null, run.GetProperty("weightsCacheWorth").ValueKind);
    }

    [Fact]
    public async Task Table_WeightsCache_ShowsTheDifference()
    {
        var run = await CliRun.OfAsync(Sample + " --weights-cache on");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("snapshot-rate with weights", run.Output, StringComparison.Ordinal);
        Assert.Contains("weights from a volume", run.Output, StringComparison.Ordinal);
        Assert.Matches("time to ready, median +[0-9.]+ s +[0-9.]+ s +−[0-9.]+ s", run.Output);
    }

    [Theory]
    [InlineData("--weights-cache maybe", "--weights-cache: expected on or off; found 'maybe'")]
    [InlineData(
        "--weights-cache on --mechanism registry",
        "--mechanism, --weights-cache: components[0].cachesWeights: expected off, or a snapshot mechanism as cache.mechanism; found on, by registry")]
    public async Task Refusal_WeightsCacheThatCannotBe_SaysWhy(string options, string expected)
    {
        var run = await CliRun.OfAsync($"{Sample} {options}");

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }
}
