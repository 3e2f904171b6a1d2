using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Catalog;

namespace Autoscaler.Decisions.Startup;

/// <summary>
/// The parameters of the start-up model. Rates belong to the network and the disk, the ratio to the image, one overhead to each instance type; the
/// defaults are the calibration's (<c>Startup/Calibration</c>), and <see cref="StartupParameters"/> names each with its unit and source.
/// </summary>
public sealed record StartupRates
{
    /// <summary>The defaults.</summary>
    public static StartupRates Default { get; } = new();

    /// <summary>
    /// Bytes a second that a host gets from the network, at most its type's bandwidth. Default 16 GB / 77 s: published, weights alone.
    /// </summary>
    public double PipeBytesPerSecond { get; init; } = 16e9 / 77;

    /// <summary>
    /// Bytes a second that a host writes to disk; infinity when the disk bounds nothing. Default 16 GB / 77 s: the same published figure.
    /// </summary>
    public double DiskBytesPerSecond { get; init; } = 16e9 / 77;

    /// <summary>
    /// Compressed bytes a second that a pull unpacks layer by layer; infinity when that bounds nothing. Default 70.8 MB/s: the lowest that the
    /// published rows allow.
    /// </summary>
    public double UnpackBytesPerSecond { get; init; } = 70.82e6;

    /// <summary>How many times faster a parallel pull unpacks. Default 284 s / 132 s: published.</summary>
    public double ParallelUnpackRatio { get; init; } = 284d / 132;

    /// <summary>Bytes of an image on disk for each compressed byte. Default 2.934: fitted.</summary>
    public double UnpackedRatio { get; init; } = 2.934;

    /// <summary>Bytes a second at which a volume with a provisioned initialization rate hydrates. Default 300 MiB/s: the highest on offer.</summary>
    public double SnapshotRateBytesPerSecond { get; init; } = 300 * BytesPerMebibyte;

    /// <summary>Bytes a second at which a volume hydrates without one. Default 150 MiB/s: assumed, AWS names no figure.</summary>
    public double SnapshotLazyBytesPerSecond { get; init; } = 150 * BytesPerMebibyte;

    /// <summary>
    /// Bytes a second read from a restored volume that is filled. Default 16.06 GB / 47.99 s: published, one reader of a gp3 volume of 1,000 MiB/s.
    /// </summary>
    public double VolumeReadBytesPerSecond { get; init; } = 16.06e9 / 47.99;

    /// <summary>The share of an image that is read before its container runs. Default 0.064: published (Slacker, FAST '16).</summary>
    public double LazyStartRatio { get; init; } = 0.064;

    /// <summary>Bytes a second from page cache or disk to the accelerator. Default 2 GB/s: assumed.</summary>
    public double LoadBytesPerSecond { get; init; } = 2e9;

    /// <summary>From the image in place to the container's process. Default 10 s: assumed.</summary>
    public TimeSpan ContainerStart { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What loading takes beside moving the weights: the engine's own start and warm-up. Default 50 s: assumed.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(50);

    /// <summary>
    /// Provision, container start and warm-up of an instance type, by machine (without <c>ml.</c>), from the published cached rows: what a cached
    /// start takes beside fetching and loading its weights.
    /// </summary>
    public ImmutableSortedDictionary<InstanceTypeName, TimeSpan> Overheads { get; init; } = ImmutableSortedDictionary.CreateRange(
    new KeyValuePair<InstanceTypeName, TimeSpan>[]
    {
        new(new("g4dn.xlarge"), TimeSpan.FromSeconds(134)),
        new(new("g5.2xlarge"), TimeSpan.FromSeconds(133.1875)),
        new(new("g5.xlarge"), TimeSpan.FromSeconds(181.46875)),
        new(new("g6.2xlarge"), TimeSpan.FromSeconds(173)),
    });

    /// <summary>The overhead of a type that is not in <see cref="Overheads"/>. Default 155.4 s: the mean of those that are.</summary>
    public TimeSpan PooledOverhead { get; init; } = TimeSpan.FromSeconds(155.4);

    /// <summary>
    /// The spread of transfers. Default 0.73 to 1.14: the extremes of published over held-out prediction (with four rows they are the percentiles).
    /// </summary>
    public SpreadRatio TransferSpread { get; init; } = new(0.73, 1.14);

    /// <summary>The spread of a known overhead. Default ±6 %: the one type published twice says 181 s and 192 s.</summary>
    public SpreadRatio OverheadSpread { get; init; } = new(0.94, 1.06);

    /// <summary>The spread of the pooled overhead. Default 0.80 to 1.24: the extremes of the known types, each with its own spread.</summary>
    public SpreadRatio PooledOverheadSpread { get; init; } = new(0.80, 1.24);

    /// <summary>The spread of a hydration at a provisioned rate. Default 1.00 to 1.10: assumed; the rate is what AWS promises.</summary>
    public SpreadRatio SnapshotRateSpread { get; init; } = new(1.00, 1.10);

    /// <summary>The spread of a hydration without a provisioned rate. Default 0.5 to 2: assumed.</summary>
    public SpreadRatio SnapshotLazySpread { get; init; } = new(0.5, 2);

    /// <summary>
    /// The spread of a read from a volume. Default 0.54 to 1.14: 625 MB/s, the most that the smaller types have to their volumes, and the spread of
    /// other transfers.
    /// </summary>
    public SpreadRatio VolumeReadSpread { get; init; } = new(0.54, 1.14);

    internal const double BytesPerMebibyte = 1024d * 1024;

    /// <summary>What a host of that type can move.</summary>
    public HostRates HostRatesOf(InstanceTypeName type) => new()
    {
        NetworkBytesPerSecond = Math.Min(PipeBytesPerSecond, InstanceTypeCatalog.Find(type)?.NetworkBytesPerSecond ?? double.PositiveInfinity),
        DiskBytesPerSecond = DiskBytesPerSecond,
        UnpackBytesPerSecond = UnpackBytesPerSecond,
        ParallelUnpackRatio = ParallelUnpackRatio,
        UnpackedRatio = UnpackedRatio,
    };

    /// <summary>Provision, container start and warm-up of a type, with their spread.</summary>
    public (TimeSpan Overhead, SpreadRatio Spread) OverheadOf(InstanceTypeName type) =>
        Overheads.TryGetValue(InstanceTypeCatalog.MachineOf(type), out var overhead)
            ? (overhead, OverheadSpread)
            : (PooledOverhead, PooledOverheadSpread);

    /// <summary>From the launch until an instance of that type runs: its overhead without container start and warm-up, never below zero.</summary>
    public TimeSpan ProvisionOf(InstanceTypeName type)
    {
        var provision = OverheadOf(type).Overhead - ContainerStart - WarmUp;
        return provision < TimeSpan.Zero ? TimeSpan.Zero : provision;
    }

    /// <summary>From the container's process until the copy is ready: the weights to the accelerator, and the warm-up.</summary>
    public TimeSpan LoadOf(ByteCount weights) => WarmUp + TimeSpan.FromSeconds(weights.Value / LoadBytesPerSecond);

    /// <summary>The rate at which a restored volume is filled; null when it is filled already, or the mechanism has no volume.</summary>
    public double? HydrationBytesPerSecondOf(StartupMechanism mechanism) => mechanism switch
    {
        StartupMechanism.SnapshotRate => SnapshotRateBytesPerSecond,
        StartupMechanism.SnapshotLazy => SnapshotLazyBytesPerSecond,
        _ => null,
    };

    /// <summary>What a volume with that image on it holds.</summary>
    public ByteCount UnpackedSizeOf(ByteCount image) => new((long)Math.Round(image.Value * UnpackedRatio));
}
