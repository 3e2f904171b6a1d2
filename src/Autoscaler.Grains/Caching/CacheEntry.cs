using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Grains.Caching;

/// <summary>One image, or one version of weights, in a cache, as it is stored.</summary>
[GenerateSerializer, Alias("autoscaler.CacheEntry"), Immutable]
public sealed record CacheEntry
{
    // The mean of launches forgets half in so long.
    private static readonly TimeSpan LaunchHalfLife = TimeSpan.FromHours(6);

    /// <summary>The image; weights as <see cref="WeightsContent"/> makes them.</summary>
    [Id(0)] public required ImageSpec Image { get; init; }

    /// <summary>Where the entry is in its life.</summary>
    [Id(1)] public required CacheEntryState State { get; init; }

    /// <summary>When it got there, UTC.</summary>
    [Id(2)] public required DateTimeOffset StateEnteredAt { get; init; }

    /// <summary>The number of the latest build, which is the one that is under way or was used: builds of this content are numbered on for ever, also after a purge.</summary>
    [Id(3)] public int Builds { get; init; }

    /// <summary>The snapshot; null unless ready.</summary>
    [Id(4)] public SnapshotId? Snapshot { get; init; }

    /// <summary>Builds that failed in a row.</summary>
    [Id(5)] public int FailuresInARow { get; init; }

    /// <summary>No new build begins before, UTC.</summary>
    [Id(6)] public DateTimeOffset NotBefore { get; init; }

    /// <summary>Why the last build failed, or why none is begun; null if nothing is wrong.</summary>
    [Id(7)] public string? Failure { get; init; }

    /// <summary>Launches that booted from the entry.</summary>
    [Id(8)] public long Hits { get; init; }

    /// <summary>Launches that found it not ready.</summary>
    [Id(9)] public long Misses { get; init; }

    /// <summary>How launches restore it; null before it was ready.</summary>
    [Id(10)] public StartupMechanism? Mechanism { get; init; }

    /// <summary>The provisioned initialization rate, MiB/s; null where the mechanism has none.</summary>
    [Id(11)] public int? InitializationRate { get; init; }

    /// <summary>Why that mechanism; null before it was chosen.</summary>
    [Id(12)] public string? MechanismReason { get; init; }

    /// <summary>Launches that pulled although they asked for the entry.</summary>
    [Id(13)] public long Fallbacks { get; init; }

    /// <summary>Time that hits saved.</summary>
    [Id(14)] public TimeSpan TimeSaved { get; init; }

    /// <summary>Bytes that hits did not pull.</summary>
    [Id(15)] public ByteCount BytesSaved { get; init; }

    /// <summary>What it costs a month, US dollars.</summary>
    [Id(16)] public decimal UsdPerMonth { get; init; }

    /// <summary>The latest check of a volume at a boot; null before the first.</summary>
    [Id(17)] public VolumeCheck? LastCheck { get; init; }

    /// <summary>When its present snapshot was ready, UTC; null if there is none.</summary>
    [Id(18)] public DateTimeOffset? BuiltAt { get; init; }

    /// <summary>Bytes on the volume; null before it was ready.</summary>
    [Id(19)] public ByteCount? StoredSize { get; init; }

    /// <summary>When a launch last asked for it, UTC; null before the first.</summary>
    [Id(20)] public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Launches that asked for it, each counting half as much every 6 h, as of <see cref="LastUsedAt"/>.</summary>
    [Id(21)] public double RecentLaunches { get; init; }

    /// <summary>How often a boot found other bytes than it should.</summary>
    [Id(22)] public int Suspicions { get; init; }

    /// <summary>The key under which the latest build is encrypted; null in entries of releases before there were keys.</summary>
    [Id(23)] public KeyId? Key { get; init; }

    /// <summary>The components that use it, sorted.</summary>
    [Id(24)] public ImmutableArray<ComponentName> Components { get; init; } = [];

    /// <summary>Builds of the content before this entry was made: those were purged with the entry that made them.</summary>
    [Id(25)] public int EarlierBuilds { get; init; }

    /// <summary>Launches an hour that ask for it.</summary>
    public double LaunchesPerHour => RecentLaunches * Math.Log(2) / LaunchHalfLife.TotalHours;

    /// <summary>Bytes that it takes, or is taken to before that is known: an image unpacks to about three times its size.</summary>
    public ByteCount Size => StoredSize ?? (WeightsContent.VersionOf(Image.Digest) is null ? new ByteCount(Image.CompressedSize.Value * 3) : Image.CompressedSize);

    /// <summary>The entry as others see it.</summary>
    public CacheEntryView View => new()
    {
        Image = Image.Digest,
        State = State,
        StateEnteredAt = StateEnteredAt,
        CompressedSize = Image.CompressedSize,
        Builds = Builds,
        Hits = Hits,
        Misses = Misses,
        Failure = Failure,
        Mechanism = Mechanism,
        InitializationRate = InitializationRate,
        MechanismReason = MechanismReason,
        Fallbacks = Fallbacks,
        TimeSaved = TimeSaved,
        BytesSaved = BytesSaved,
        UsdPerMonth = UsdPerMonth,
        LastCheck = LastCheck,
        BuiltAt = BuiltAt,
        StoredSize = StoredSize,
        Components = Components,
        LastUsedAt = LastUsedAt,
        LaunchesPerHour = LaunchesPerHour,
        Suspicions = Suspicions,
    };

    /// <summary>The latest build.</summary>
    public SnapshotBuild BuildFor(EndpointId endpoint) => BuildFor(endpoint, Builds);

    /// <summary>One of its builds.</summary>
    public SnapshotBuild BuildFor(EndpointId endpoint, int attempt) => new(endpoint, Image, attempt) { Key = Key, Components = Components };

    /// <summary>The entry in another state.</summary>
    public CacheEntry Enter(CacheEntryState state, DateTimeOffset now) => this with { State = state, StateEnteredAt = now };

    /// <summary>The entry without a snapshot that could be offered.</summary>
    public CacheEntry Withdraw(CacheEntryState state, DateTimeOffset now, string? reason) =>
        Enter(state, now) with { Snapshot = null, BuiltAt = null, Failure = reason };

    /// <summary>The entry after a launch asked for it.</summary>
    public CacheEntry Asked(DateTimeOffset now)
    {
        var elapsed = LastUsedAt is { } last && now > last ? now - last : TimeSpan.Zero;
        return this with { LastUsedAt = now, RecentLaunches = (RecentLaunches * Math.Pow(0.5, elapsed / LaunchHalfLife)) + 1 };
    }
}
