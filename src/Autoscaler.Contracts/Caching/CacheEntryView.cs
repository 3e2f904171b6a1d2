using Autoscaler.Contracts.Specs;

namespace Autoscaler.Contracts.Caching;

/// <summary>One image, or one version of weights, in one endpoint's cache.</summary>
[GenerateSerializer, Alias("autoscaler.CacheEntryView"), Immutable]
public sealed record CacheEntryView
{
    /// <summary>The image; weights as <see cref="WeightsContent"/> names them.</summary>
    [Id(0)] public required ImageDigest Image { get; init; }

    /// <summary>Where the entry is in its life.</summary>
    [Id(1)] public required CacheEntryState State { get; init; }

    /// <summary>When it got there, UTC.</summary>
    [Id(2)] public required DateTimeOffset StateEnteredAt { get; init; }

    /// <summary>The image's compressed size; of weights, all of it.</summary>
    [Id(3)] public required ByteCount CompressedSize { get; init; }

    /// <summary>Builds begun.</summary>
    [Id(4)] public required int Builds { get; init; }

    /// <summary>Launches that booted from the entry.</summary>
    [Id(5)] public required long Hits { get; init; }

    /// <summary>Launches that found it not ready, and pulled.</summary>
    [Id(6)] public required long Misses { get; init; }

    /// <summary>Why the last build failed; null if it did not.</summary>
    [Id(7)] public string? Failure { get; init; }

    /// <summary>How launches restore it; null before it was ready.</summary>
    [Id(8)] public StartupMechanism? Mechanism { get; init; }

    /// <summary>The provisioned initialization rate, MiB/s; null where the mechanism has none.</summary>
    [Id(9)] public int? InitializationRate { get; init; }

    /// <summary>Why that mechanism; null before it was chosen.</summary>
    [Id(10)] public string? MechanismReason { get; init; }

    /// <summary>Launches that pulled from the registry although they asked for the entry: misses, and restores that the cloud refused or the boot found unsound.</summary>
    [Id(11)] public long Fallbacks { get; init; }

    /// <summary>Time that hits saved against pulls, by the start-up model, all launches together.</summary>
    [Id(12)] public TimeSpan TimeSaved { get; init; }

    /// <summary>Bytes that hits did not pull.</summary>
    [Id(13)] public ByteCount BytesSaved { get; init; }

    /// <summary>What it costs a month of 730 h as things are: storage, and restores at the present launch rate. US dollars.</summary>
    [Id(14)] public decimal UsdPerMonth { get; init; }

    /// <summary>The latest check of a volume at a boot; null before the first.</summary>
    [Id(15)] public VolumeCheck? LastCheck { get; init; }

    /// <summary>When its present snapshot was ready, UTC; null if there is none. Its age counts from here.</summary>
    [Id(16)] public DateTimeOffset? BuiltAt { get; init; }

    /// <summary>Bytes on the volume; null before it was ready.</summary>
    [Id(17)] public ByteCount? StoredSize { get; init; }

    /// <summary>The components that use it, sorted; empty where only a prebuild asks for it, or nothing does any more.</summary>
    [Id(18)] public ImmutableArray<ComponentName> Components { get; init; } = [];

    /// <summary>When a launch last asked for it, UTC; null before the first.</summary>
    [Id(19)] public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Launches an hour that ask for it, a mean that forgets half in 6 h.</summary>
    [Id(20)] public double LaunchesPerHour { get; init; }

    /// <summary>How often a boot found other bytes than it should.</summary>
    [Id(21)] public int Suspicions { get; init; }

    /// <summary>The weights that it holds; null for an image.</summary>
    public WeightsVersion? Weights => WeightsContent.VersionOf(Image);
}
