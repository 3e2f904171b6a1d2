using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Decisions.Startup;

namespace Autoscaler.Api.Tests.Kit;

/// <summary>A simulated cloud in which everything takes tenths of a second, so that a test in real time takes seconds.</summary>
internal static class QuickCloud
{
    private static readonly TimeSpan Tenth = TimeSpan.FromMilliseconds(100);

    public static SimulatedCloudOptions Options { get; } = new()
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
}
