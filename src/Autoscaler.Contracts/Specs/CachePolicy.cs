namespace Autoscaler.Contracts.Specs;

/// <summary>How new instances of an endpoint get their container images, and weights.</summary>
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
    /// Whether new instances get the weights of their copies on restored volumes of their own, beside the image's and by the same mechanism, which must be a
    /// snapshot mechanism. Default false: they are fetched.
    /// </summary>
    [Id(2)] public bool CachesWeights { get; init; }

    /// <summary>Whether the mechanism restores volumes from the endpoint's own snapshots.</summary>
    public bool UsesSnapshots => Mechanism is StartupMechanism.SnapshotLazy or StartupMechanism.SnapshotRate or StartupMechanism.SnapshotFsr;
}
