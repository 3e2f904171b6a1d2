namespace Autoscaler.Contracts.Specs;

/// <summary>How new instances of an endpoint get their container images.</summary>
[GenerateSerializer, Alias("autoscaler.CachePolicy"), Immutable]
public sealed record CachePolicy
{
    /// <summary>
    /// The mechanism of new instances. The snapshot mechanisms use the endpoint's own cache and fall back on <see cref="Fallback"/> while an entry is not ready; the
    /// registry mechanisms switch the cache off. Default <see cref="StartupMechanism.SnapshotRate"/>.
    /// </summary>
    [Id(0)] public StartupMechanism Mechanism { get; init; } = StartupMechanism.SnapshotRate;

    /// <summary>The registry mechanism of launches that find no entry. Default <see cref="StartupMechanism.Registry"/>.</summary>
    [Id(1)] public StartupMechanism Fallback { get; init; } = StartupMechanism.Registry;

    /// <summary>
    /// Whether the cache chooses among the snapshot mechanisms for each entry, by launch rate, size, price and quota, and again as they change; the mechanism above is
    /// then only what holds until the first choice. Default false: the mechanism above, always.
    /// </summary>
    [Id(3)] public bool ChoosesMechanism { get; init; }

    /// <summary>What storage and restores of the endpoint's entries may cost a month, US dollars, 0 or more; null, the default, sets no limit. It caps mechanisms that are chosen.</summary>
    [Id(4)] public decimal? MaxUsdPerMonth { get; init; }

    /// <summary>Most bytes of the endpoint's entries together, on their volumes; null, the default, sets no limit. What does not fit is pulled.</summary>
    [Id(5)] public ByteCount? MaxBytes { get; init; }

    /// <summary>
    /// How long a new image waits for its entry before it is scaled on all the same; 0 s to 24 h. Default 30 min. The first image of a component does not wait: there is
    /// no older one to run.
    /// </summary>
    [Id(6)] public TimeSpan RolloutDeadline { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Most bytes of images and weights on a running instance's own disk; what was used longest ago and is not in use goes. Null, the default, sets no limit.</summary>
    [Id(7)] public ByteCount? MaxDiskBytes { get; init; }

    /// <summary>Whether the mechanism restores volumes from the endpoint's own snapshots.</summary>
    public bool UsesSnapshots => Mechanism is StartupMechanism.SnapshotLazy or StartupMechanism.SnapshotRate or StartupMechanism.SnapshotFsr;
}
