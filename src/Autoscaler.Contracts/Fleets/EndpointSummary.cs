using Autoscaler.Contracts.Endpoints;

namespace Autoscaler.Contracts.Fleets;

/// <summary>An endpoint in short, as lists show it.</summary>
[GenerateSerializer, Alias("autoscaler.EndpointSummary"), Immutable]
public sealed record EndpointSummary
{
    /// <summary>The endpoint.</summary>
    [Id(0)] public required EndpointId Id { get; init; }

    /// <summary>Where it is in its life.</summary>
    [Id(1)] public required EndpointPhase Phase { get; init; }

    /// <summary>Counts what people changed.</summary>
    [Id(2)] public required long Version { get; init; }

    /// <summary>Whether scaling is paused.</summary>
    [Id(3)] public bool IsPaused { get; init; }

    /// <summary>Its components.</summary>
    [Id(4)] public int Components { get; init; }

    /// <summary>Its copies, all components together.</summary>
    [Id(5)] public CopyCounts Copies { get; init; }

    /// <summary>Its instances.</summary>
    [Id(6)] public InstanceCounts Instances { get; init; }

    /// <summary>What its instances cost together.</summary>
    [Id(7)] public UsdPerHour Price { get; init; }

    /// <summary>Components whose launches the runaway guard stops.</summary>
    [Id(8)] public int StoppedComponents { get; init; }

    /// <summary>Launches that booted from its cache, of the entries there are.</summary>
    [Id(9)] public long SnapshotHits { get; init; }

    /// <summary>Launches that pulled from the registry, of the entries there are.</summary>
    [Id(10)] public long Fallbacks { get; init; }

    /// <summary>When it was created, UTC; null when absent.</summary>
    [Id(11)] public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Whether the endpoint did not say in time how it is: it is on its tenant's list, and what else stands here is not known.</summary>
    [Id(12)] public bool IsUnknown { get; init; }

    /// <summary>Accelerators of its instances.</summary>
    [Id(13)] public AcceleratorUse Accelerators { get; init; }

    /// <summary>What asking for its metrics costs, US dollars a month.</summary>
    [Id(14)] public decimal WatchUsdPerMonth { get; init; }

    /// <summary>The summary of a view.</summary>
    public static EndpointSummary Of(EndpointView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new EndpointSummary
        {
            Id = view.Id,
            Phase = view.Phase,
            Version = view.Version,
            IsPaused = view.IsPaused,
            Components = view.Components.Length,
            Copies = CopyCounts.Of(view.Components),
            Instances = InstanceCounts.Of(view.Slots),
            Price = view.Price,
            Accelerators = view.Accelerators,
            WatchUsdPerMonth = view.WatchUsdPerMonth,
            StoppedComponents = view.Components.Count(static component => component.LaunchesStopped),
            SnapshotHits = view.Cache.Entries.Sum(static entry => entry.Hits),
            Fallbacks = view.Cache.Entries.Sum(static entry => entry.Misses),
            CreatedAt = view.CreatedAt,
        };
    }
}
