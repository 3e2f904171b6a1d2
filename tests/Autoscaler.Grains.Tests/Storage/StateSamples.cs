using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Grains.Caching;
using Autoscaler.Grains.Demand;
using Autoscaler.Grains.Endpoints;
using Autoscaler.Grains.Slots;

namespace Autoscaler.Grains.Tests.Storage;

/// <summary>A state of each kind that is stored, with something in every member.</summary>
internal static class StateSamples
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, 890, TimeSpan.Zero);
    private static readonly InstancePool Pool = new(Specs.Small, Specs.ZoneA);
    private static readonly CopyId Copy = new(new ComponentName("llm"), 5);

    public static EndpointState Endpoint { get; } = EndpointWith(slots: 2);

    public static SlotState Slot { get; } = new()
    {
        Intent = IntentOf(ordinal: 1),
        Version = 9,
        Generation = 3,
        Phase = SlotPhase.Running,
        PhaseEnteredAt = At,
        Request = new LaunchRequest
        {
            Slot = new SlotId(Specs.A, 1),
            Generation = 3,
            Pools = [Pool],
            Images = [new ImageSource(Specs.Image('a').Digest, StartupMechanism.SnapshotRate, new SnapshotId("snap-1"))],
        },
        Instance = new InstanceId("i-0123456789abcdef0"),
        Pool = Pool,
        LaunchedAt = At,
        Disk = new DiskContents([Specs.Image('a').Digest], [new WeightsVersion("s3://models/llm@1")]),
        Copies =
        [
            new CopyStatus
            {
                Id = Copy,
                Phase = CopyPhase.Failed,
                PhaseEnteredAt = At,
                ReadyAt = At,
                Timeline = [new StartupPhaseTiming(StartupPhase.Load, At, At.AddSeconds(5))],
                Failure = "out of memory",
            },
        ],
        Failure = new SlotFailure(2, SlotFailureKind.NoCapacity, At, "none left"),
    };

    public static ImageCacheState Cache { get; } = new()
    {
        Wanted = new WantedImages(4, [Specs.Image('a')]),
        Version = 6,
        Entries =
        [
            new CacheEntry
            {
                Image = Specs.Image('a'),
                State = CacheEntryState.Ready,
                StateEnteredAt = At,
                Builds = 2,
                Snapshot = new SnapshotId("snap-1"),
                FailuresInARow = 1,
                NotBefore = At,
                Failure = "builder lost",
                Hits = 7,
                Misses = 8,
            },
        ],
    };

    public static MetricFeedState Feed { get; } = new() { Subscriptions = [new FeedSubscription(Specs.A, [new ComponentName("llm")])] };

    private static SlotIntent IntentOf(int ordinal) => new()
    {
        Version = 8 + (ordinal % 7),
        Launch = new LaunchIntent
        {
            Generation = 1 + (ordinal % 5),
            Pools = [Pool],
            Images = [Specs.Image('a').Digest],
            Cache = new CachePolicy(),
            BootDeadline = At.AddMinutes(10 * ordinal),
            Decision = new DecisionId(Specs.A, 17 + ordinal),
        },
        Copies =
        [
            new CopyIntent
            {
                Order = new CopyOrder
                {
                    Id = new CopyId(new ComponentName("llm"), 5 + ordinal),
                    Image = Specs.Image('a'),
                    Weights = Specs.Component().Weights,
                    Accelerators = 1,
                    Memory = ByteCount.FromGigabytes(8),
                    MaxConcurrency = 6.5,
                    OrderedAt = At,
                    PullMechanism = StartupMechanism.RegistryParallel,
                },
                Goal = CopyGoal.Drain,
                Decision = new DecisionId(Specs.A, 17 + ordinal),
                ExpectedReadyAt = At.AddSeconds(1.2345678 * ordinal),
                ReadyDeadline = At.AddMinutes(20),
                DrainDeadline = At.AddMinutes(30),
            },
        ],
        Release = true,
    };

    /// <summary>An endpoint's state with so many slots in use.</summary>
    public static EndpointState EndpointWith(int slots) => new()
    {
        Phase = EndpointPhase.Active,
        Spec = Specs.Endpoint(Specs.A),
        Slots = [.. Enumerable.Range(0, slots).Select(ordinal => new SlotAssignment { Ordinal = ordinal, Intent = IntentOf(ordinal), EmptySince = At })],
        NextDecision = 18,
        NextCopy = 6,
        Wanted = [new WantedCount(new ComponentName("llm"), 3)],
        Failures = [new ComponentFailure(new ComponentName("llm"), At, "did not start")],
        RecentLaunches = [At],
        WantedImagesVersion = 4,
        PurgesCache = true,
    };
}
