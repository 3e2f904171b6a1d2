using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Simulation.Tests.Fleets;

/// <summary>What fails again and again is not bought again and again.</summary>
public class RunawayTests
{
    private static readonly ComponentSpec Bad = Specs.Component("bad", 'b');

    [Fact]
    public void CopiesThatAlwaysCrash_StopLaunching_AndTheOthersGoOn()
    {
        var spec = Specs.Endpoint(Specs.A, Specs.Component(), Bad);
        using var fleet = new TestFleet(cloud: new SimulatedCloudOptions { Hosts = new HostOptions { FailingComponents = [new FailingComponent(Specs.A, Bad.Name)] } });
        fleet.Put(spec);
        fleet.Await("the guard stops the component", TimeSpan.FromMinutes(30), () => Stopped(fleet, "bad"));
        var launches = fleet.Ports.Launches.Count;
        var bad = fleet.Journal.Decisions.SelectMany(decision => decision.Placements).Count(placement => placement.Copy.Component == Bad.Name);

        fleet.Cloud.RegisterTraffic(Specs.A, spec.Components[0], Specs.Concurrency(fleet.Now, (0, 16)));
        fleet.RunFor(TimeSpan.FromMinutes(10));

        Assert.Equal(3, bad);
        Assert.Equal(bad, fleet.Journal.Decisions.SelectMany(decision => decision.Placements).Count(placement => placement.Copy.Component == Bad.Name));
        Assert.Equal(ScalingLimit.Runaway, fleet.Latest(Specs.A, "bad")!.Limit);
        Assert.False(Stopped(fleet, "llm"));
        Assert.True(fleet.Ready(Specs.A) >= 4, $"{fleet.Ready(Specs.A)} copies of the good component are ready");
        Assert.True(fleet.Ports.Launches.Count > launches);
    }

    [Fact]
    public void BootsThatAlwaysFail_StopLaunching()
    {
        // A cloud that terminates within the period of a tick: the failure must be counted all the same.
        using var fleet = new TestFleet(cloud: new SimulatedCloudOptions
        {
            Instances = new InstanceOptions { BootFailureRatio = 1, TerminationTime = TimeSpan.FromSeconds(1), VolumeDeletionTime = TimeSpan.Zero },
        });
        fleet.Put(Specs.Endpoint(Specs.A) with { Limits = new InstanceLimits { BootDeadline = TimeSpan.FromMinutes(4) } });

        fleet.RunFor(TimeSpan.FromMinutes(25));

        Assert.Equal(3, fleet.Ports.Launches.Count);
        Assert.True(Stopped(fleet, "llm"));
        Assert.Equal(ScalingLimit.Runaway, fleet.Latest(Specs.A)!.Limit);
    }

    [Fact]
    public void LaunchesResume_WhenTheFailuresAreOutOfTheWindow()
    {
        using var fleet = new TestFleet(cloud: new SimulatedCloudOptions { Instances = new InstanceOptions { BootFailureRatio = 1 } });
        var policy = Specs.Component().Policy with { Runaway = new RunawayPolicy { MaxFailures = 2, Window = TimeSpan.FromMinutes(20) } };
        fleet.Put(Specs.Endpoint(Specs.A, Specs.Component() with { Policy = policy }) with { Limits = new InstanceLimits { BootDeadline = TimeSpan.FromMinutes(4) } });
        fleet.Await("the guard stops the component", TimeSpan.FromMinutes(30), () => Stopped(fleet, "llm"));

        fleet.RunFor(TimeSpan.FromMinutes(18));

        Assert.Equal(3, fleet.Ports.Launches.Count);
    }

    private static bool Stopped(TestFleet fleet, string component) =>
        fleet.View(Specs.A).Components.Single(view => view.Name.Value == component).LaunchesStopped;
}
