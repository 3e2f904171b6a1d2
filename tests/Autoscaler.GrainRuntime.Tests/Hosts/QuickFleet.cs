using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Slots;
using Autoscaler.Decisions.Startup;
using Autoscaler.Grains;
using Autoscaler.Grains.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Autoscaler.GrainRuntime.Tests.Hosts;

/// <summary>The product's grains, on a simulated cloud in which everything takes tenths of a second, so that a test in real time takes seconds.</summary>
public static class QuickFleet
{
    private static readonly TimeSpan Tenth = TimeSpan.FromMilliseconds(100);

    /// <summary>What a host needs for them. All silos of a cluster share one cloud, as they do in life.</summary>
    public static HostOptions Options()
    {
        SimulatedCloud? cloud = null;
        var gate = new Lock();
        return new HostOptions
        {
            Services = (services, clock) =>
            {
                services.AddLogging();
                services.AddAutoscalerGrains(static fleet =>
                {
                    fleet.TickPeriod = TimeSpan.FromSeconds(1);
                    fleet.WorkPeriod = Tenth;
                    fleet.ProbePeriod = TimeSpan.FromSeconds(1);
                });
                services.AddSingleton<IFleetJournal, ProbeJournal>();
                services.AddSingleton(_ =>
                {
                    lock (gate)
                    {
                        return cloud ??= new SimulatedCloud(Cloud(), clock());
                    }
                });
                services.AddSimulatedCloud(Cloud());
            },
        };
    }

    private static SimulatedCloudOptions Cloud() => new()
    {
        Rates = new StartupRates
        {
            PipeBytesPerSecond = 1e10,
            DiskBytesPerSecond = 1e10,
            UnpackBytesPerSecond = 1e10,
            SnapshotRateBytesPerSecond = 1e10,
            SnapshotLazyBytesPerSecond = 1e10,
            LoadBytesPerSecond = 1e10,
            ContainerStart = Tenth,
            WarmUp = Tenth,
            Overheads = ImmutableSortedDictionary.CreateRange([KeyValuePair.Create(new InstanceTypeName("g6.2xlarge"), 3 * Tenth)]),
        },
        Latency = LatencyOptions.None,
        Instances = new InstanceOptions { BootSpread = 0, TerminationTime = Tenth, VolumeDeletionTime = Tenth },
        Snapshots = new SnapshotOptions { BuilderBootTime = Tenth, PullBytesPerSecond = 1e10, SnapshotBytesPerSecond = 1e10, DeletionTime = Tenth },
    };

    /// <summary>Opens a gate for each copy that is ready, and for each phase that an endpoint enters.</summary>
    private sealed class ProbeJournal(Probe probe) : IFleetJournal
    {
        public void Record(FleetEvent happened)
        {
            switch (happened)
            {
                case CopyPhaseChanged { Copy.Phase: CopyPhase.Ready }:
                    probe.Open($"{probe.Count("copies ready")} copies ready");
                    break;
                case EndpointChanged changed:
                    probe.Open(changed.Phase.ToString());
                    break;
                default:
                    break;
            }
        }
    }
}
