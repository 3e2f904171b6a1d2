using System.Diagnostics;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Decisions.Startup;

/// <summary>
/// How long starts take: provision, then image and weights side by side over the host's shared resources, then container start, then load. A
/// restored volume hydrates from the launch on, beside the boot; the container waits until the image's is filled, and weights are read from theirs from the
/// boot on, no faster than it fills. Safe for use from several threads.
/// </summary>
/// <remarks>
/// Weights are read through once, beside the image, and then loaded from memory, as those are that were fetched. A volume is filled and read over a channel
/// of its own. A low and a high are those of all stages at once, which is wider than stages that vary on
/// their own would give.
/// </remarks>
public sealed class StartupModel
{
    private const int CacheBits = 10;
    private const int CacheSlots = 1 << CacheBits;
    private const ulong HashFactor = 0x9E3779B97F4A7C15; // 2⁶⁴ over the golden ratio: spreads neighbours.
    private const int WeightsKey = 0;
    private const int ImageKey = 1;
    private const int PagesKey = 2;

    // A decision asks the same few questions again and again. One slot per hash: bounded, and an entry is written whole or not at all.
    private readonly CacheEntry?[] _cache = new CacheEntry?[CacheSlots];

    /// <summary>A model with these parameters.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rate is outside its range.</exception>
    public StartupModel(StartupRates rates)
    {
        ArgumentNullException.ThrowIfNull(rates);
        rates.HostRatesOf(new(string.Empty)).ThrowIfInvalid();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rates.SnapshotRateBytesPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rates.SnapshotLazyBytesPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rates.VolumeReadBytesPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rates.LoadBytesPerSecond);
        Rates = rates;
    }

    /// <summary>Its parameters.</summary>
    public StartupRates Rates { get; }

    /// <summary>How long a start takes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or the weights' volume has no snapshot mechanism.</exception>
    public StartupEstimate Estimate(in StartupQuery query)
    {
        var slot = SlotOf(query);
        if (_cache[slot] is { } entry && entry.Query == query)
        {
            return entry.Estimate;
        }

        var estimate = Calculate(query);
        _cache[slot] = new(query, estimate);
        return estimate;
    }

    /// <summary>What stages would have to shrink to for a start to take no longer than <paramref name="target"/>; empty when it is short enough.</summary>
    public ImmutableArray<PhaseTarget> TargetsOf(in StartupQuery query, TimeSpan target)
    {
        Check(query);
        return StartupTargets.Of(TimelineOf(query), target);
    }

    /// <summary>
    /// Mixes what tells queries of one endpoint apart; a name's length stands for it, since to hash it would cost more than the rest.
    /// </summary>
    private static int SlotOf(in StartupQuery query)
    {
        var flags = (query.ImageOnDisk ? 1 : 0) | (query.WeightsOnDisk ? 2 : 0) | (query.NewInstance ? 4 : 0);
        flags |= ((int)query.Mechanism << 3) | (((int?)query.WeightsVolume + 1 ?? 0) << 7) | ((query.InstanceType.Value?.Length ?? 0) << 11);
        var mixed = unchecked(((((ulong)query.Image.Value * HashFactor) ^ (ulong)query.Weights.Value) * HashFactor) ^ ((ulong)flags * HashFactor));
        return (int)(mixed >> (64 - CacheBits));
    }

    private StartupEstimate Calculate(StartupQuery query)
    {
        Check(query);
        var timeline = TimelineOf(query);
        var overhead = Rates.OverheadOf(query.InstanceType).Spread;
        var transfer = Rates.TransferSpread;
        var hydrate = HydrateSpreadOf(query.Mechanism);
        var weights = query.WeightsVolume is null ? transfer : Rates.VolumeReadSpread;
        var hydrateWeights = HydrateSpreadOf(query.WeightsVolume);
        return new()
        {
            Expected = TimeSpan.FromSeconds(timeline.ReadySeconds(StageRatios.Expected)),
            Low = TimeSpan.FromSeconds(timeline.ReadySeconds(new(overhead.Low, transfer.Low, hydrate.Low, weights.Low, hydrateWeights.Low))),
            High = TimeSpan.FromSeconds(timeline.ReadySeconds(new(overhead.High, transfer.High, hydrate.High, weights.High, hydrateWeights.High))),
            Phases = timeline.ExpectedPhases(),
            Waits = timeline.ExpectedWaits(),
        };
    }

    private static void Check(in StartupQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(query.Image.Value);
        ArgumentOutOfRangeException.ThrowIfNegative(query.Weights.Value);
        if (query.WeightsVolume is { } mechanism
            && mechanism is not (StartupMechanism.SnapshotLazy or StartupMechanism.SnapshotRate or StartupMechanism.SnapshotFsr))
        {
            throw new ArgumentOutOfRangeException(nameof(query), mechanism, "Weights are on a volume by a snapshot mechanism, or null.");
        }
    }

    private SpreadRatio HydrateSpreadOf(StartupMechanism? mechanism) =>
        mechanism == StartupMechanism.SnapshotLazy ? Rates.SnapshotLazySpread : Rates.SnapshotRateSpread;

    private StartupTimeline TimelineOf(StartupQuery query)
    {
        var isLazy = !query.ImageOnDisk && query.Mechanism == StartupMechanism.RegistryLazy;
        var (imageSeconds, weightsSeconds) = TransferSeconds(query, isLazy);
        var weightsOnVolume = query.WeightsOnDisk ? null : query.WeightsVolume;
        return new()
        {
            ProvisionSeconds = query.NewInstance ? Rates.ProvisionOf(query.InstanceType).TotalSeconds : 0,
            ImageSeconds = imageSeconds,
            WeightsSeconds = weightsOnVolume is null ? weightsSeconds : query.Weights.Value / Rates.VolumeReadBytesPerSecond,
            HydrateSeconds = query.ImageOnDisk ? 0 : HydrateSeconds(query.Mechanism, Rates.UnpackedSizeOf(query.Image)),
            HydrateWeightsSeconds = weightsOnVolume is { } mechanism ? HydrateSeconds(mechanism, query.Weights) : 0,
            StartSeconds = Rates.ContainerStart.TotalSeconds,
            LoadSeconds = Rates.LoadOf(query.Weights).TotalSeconds,
            StartsBeforeWeights = isLazy,
        };
    }

    private double HydrateSeconds(StartupMechanism mechanism, ByteCount size) =>
        Rates.HydrationBytesPerSecondOf(mechanism) is { } rate ? size.Value / rate : 0;

    private static TransferKind? PullOf(StartupQuery query) => query.Mechanism switch
    {
        _ when query.ImageOnDisk || query.Image.Value == 0 => null,
        StartupMechanism.Registry => TransferKind.Image,
        StartupMechanism.RegistryParallel => TransferKind.ImageParallel,
        StartupMechanism.RegistryLazy => TransferKind.ImagePages,
        StartupMechanism.SnapshotLazy or StartupMechanism.SnapshotRate or StartupMechanism.SnapshotFsr => null,
        StartupMechanism.Disk or StartupMechanism.Sagemaker => null,
        _ => throw new UnreachableException(),
    };

    private (double Image, double Weights) TransferSeconds(StartupQuery query, bool isLazy)
    {
        var host = new HostTransfers(Rates.HostRatesOf(query.InstanceType));
        var startPages = new ByteCount((long)Math.Round(query.Image.Value * Rates.LazyStartRatio));
        if (!query.WeightsOnDisk && query.WeightsVolume is null && query.Weights.Value > 0)
        {
            host.Start(WeightsKey, TransferKind.Weights, query.Weights, 0);
        }

        if (PullOf(query) is { } pull)
        {
            host.Start(ImageKey, pull, isLazy ? startPages : query.Image, 0);
        }

        var (imageSeconds, weightsSeconds) = (0d, 0d);
        while (host.NextCompletionSeconds is { } next && host.AdvanceTo(next, out var ended))
        {
            switch (ended.Key)
            {
                case WeightsKey:
                    weightsSeconds = ended.CompletedAtSeconds;
                    break;
                case ImageKey:
                    imageSeconds = ended.CompletedAtSeconds;

                    // The container runs; what it reads from now on, the weights share the host with.
                    if (isLazy)
                    {
                        host.Start(PagesKey, TransferKind.ImagePages, new(query.Image.Value - startPages.Value), ended.CompletedAtSeconds);
                    }

                    break;
                default:
                    break;
            }
        }

        return (imageSeconds, weightsSeconds);
    }

    private sealed record CacheEntry(StartupQuery Query, StartupEstimate Estimate);
}
