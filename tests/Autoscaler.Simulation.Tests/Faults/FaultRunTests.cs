using Autoscaler.Simulation.Faults;
using Xunit.Abstractions;

namespace Autoscaler.Simulation.Tests.Faults;

/// <summary>Everything goes wrong that can, and afterwards everything is as its owners asked. A seed that fails is run alone with <c>autoscaler faults --seeds N..N --log FILE</c>.</summary>
public class FaultRunTests(ITestOutputHelper output)
{
    // AUTOSCALER_SEEDS sets another number.
    private const int DefaultSeeds = 300;

    private static readonly FaultRunOptions Options = new();

    [Fact]
    public async Task Run_ManySeeds_ViolatesNothing()
    {
        var report = await FaultCampaign.RunAsync(
            1, SeedCount.Of(DefaultSeeds), Options, Environment.ProcessorCount, progress: null, TimeProvider.System, CancellationToken.None);

        output.WriteLine($"{report.Faults}\n{report.Mishaps}\nconverged in {report.MedianConvergenceSeconds} s, the slowest, seed {report.SlowestSeed}, in {report.SlowestConvergenceSeconds} s");
        Assert.True(report.Violations.IsEmpty, string.Join('\n', report.Violations.SelectMany(violation => violation.Context.Prepend(violation.ToString()))));
        Assert.Equal(report.Seeds, report.Converged);
    }

    [Theory]
    [MemberData(nameof(KeptSeeds.All), MemberType = typeof(KeptSeeds))]
    public void Run_SeedThatFailedOnce_ViolatesNothing(int seed, string found)
    {
        var result = FaultRun.Run((ulong)seed, Options with { IsStrict = true });

        Assert.True(result.Violations.IsEmpty, $"{found}\n{string.Join('\n', result.Violations.SelectMany(violation => violation.Context.Prepend(violation.ToString())))}");
    }

    [Fact]
    public void Run_SameSeed_IsTheSameRun()
    {
        var first = FaultRun.Run(7, Options);
        var second = FaultRun.Run(7, Options);

        Assert.Equal(first.TraceHash, second.TraceHash);
        Assert.Equal(first.Faults, second.Faults);
        Assert.Equal(first.Mishaps, second.Mishaps);
        Assert.Equal(first.Convergence, second.Convergence);
        Assert.NotEqual(first.TraceHash, FaultRun.Run(8, Options).TraceHash);
    }

    [Fact]
    public async Task Run_ManySeeds_MeetEveryKindOfFault()
    {
        var report = await FaultCampaign.RunAsync(1, 20, Options, Environment.ProcessorCount, progress: null, TimeProvider.System, CancellationToken.None);

        Assert.All(
            [
                report.Faults.Lost, report.Faults.Delayed, report.Faults.Doubled, report.Faults.Crashes, report.Faults.SecondActivations, report.Faults.WriteFailures,
                report.Faults.WriteConflicts, report.Faults.UnknownWrites, report.Faults.ClockJumps, report.Mishaps.ThrottledCalls, report.Mishaps.RefusedLaunches,
                report.Mishaps.FailedBoots, report.Mishaps.FailedBuilds, report.Mishaps.LostInstances, report.Mishaps.CrashedCopies, report.Mishaps.LostSnapshots, report.Mishaps.ReplacedSnapshots,
            ],
            count => Assert.True(count > 0));
    }
}
