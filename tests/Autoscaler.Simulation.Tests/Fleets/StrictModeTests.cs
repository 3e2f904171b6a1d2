using Autoscaler.Simulation.Fleets;

namespace Autoscaler.Simulation.Tests.Fleets;

/// <summary>To pass messages and states through bytes changes the speed of a run, and nothing else.</summary>
public class StrictModeTests
{
    [Fact]
    public void Run_StrictOrNot_IsTheSame()
    {
        var strict = Run(isStrict: true);

        Assert.Equal(Run(isStrict: false), strict);
        Assert.True(strict.Events > 1000, $"Expected a run in which something happens; found {strict.Events} events.");
    }

    private static (ulong Trace, long Events, int Journal, long Writes) Run(bool isStrict)
    {
        var journal = new ListJournal();
        using var fleet = new SimulatedFleet(new SimulatedFleetOptions { Seed = 3, IsStrict = isStrict }, journal);
        Assert.True(fleet.Put(Specs.Endpoint(Specs.A)).Accepted);
        fleet.Cloud.RegisterTraffic(Specs.A, Specs.Component(), Specs.Concurrency(fleet.Now, (0, 2), (20, 30), (40, 5)));
        fleet.RunFor(TimeSpan.FromMinutes(30));
        fleet.CrashAndRestart();
        fleet.RunFor(TimeSpan.FromMinutes(30));
        return (fleet.Host.TraceHash, fleet.Host.EventCount, journal.Events.Count, fleet.Storage.WriteCount);
    }
}
