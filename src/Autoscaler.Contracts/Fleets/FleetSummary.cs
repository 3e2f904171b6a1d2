using Autoscaler.Contracts.Endpoints;

namespace Autoscaler.Contracts.Fleets;

/// <summary>Endpoints together: of a tenant, or of all.</summary>
[GenerateSerializer, Alias("autoscaler.FleetSummary"), Immutable]
public sealed record FleetSummary
{
    /// <summary>Nothing.</summary>
    public static FleetSummary Empty { get; } = new();

    /// <summary>Tenants.</summary>
    [Id(0)] public int Tenants { get; init; }

    /// <summary>Endpoints that are there, those being deleted among them.</summary>
    [Id(1)] public int Endpoints { get; init; }

    /// <summary>Of them, those being deleted.</summary>
    [Id(2)] public int Deleting { get; init; }

    /// <summary>Of them, those that are paused.</summary>
    [Id(3)] public int Paused { get; init; }

    /// <summary>Of them, those with a component whose launches the runaway guard stops.</summary>
    [Id(4)] public int Stopped { get; init; }

    /// <summary>Their copies.</summary>
    [Id(5)] public CopyCounts Copies { get; init; }

    /// <summary>Their instances.</summary>
    [Id(6)] public InstanceCounts Instances { get; init; }

    /// <summary>What those cost together.</summary>
    [Id(7)] public UsdPerHour Price { get; init; }

    /// <summary>Launches that booted from a cache.</summary>
    [Id(8)] public long SnapshotHits { get; init; }

    /// <summary>Launches that pulled from the registry.</summary>
    [Id(9)] public long Fallbacks { get; init; }

    /// <summary>Of the endpoints, those that did not say in time how they are: they are counted here and in <see cref="Endpoints"/> alone.</summary>
    [Id(10)] public int Unknown { get; init; }

    /// <summary>Accelerators of their instances.</summary>
    [Id(11)] public AcceleratorUse Accelerators { get; init; }

    /// <summary>What asking for their metrics costs, US dollars a month.</summary>
    [Id(12)] public decimal WatchUsdPerMonth { get; init; }

    /// <summary>With one more endpoint.</summary>
    public FleetSummary With(EndpointSummary endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return this with
        {
            Endpoints = Endpoints + 1,
            Deleting = Deleting + (endpoint.Phase == EndpointPhase.Deleting ? 1 : 0),
            Paused = Paused + (endpoint.IsPaused ? 1 : 0),
            Stopped = Stopped + (endpoint.StoppedComponents > 0 ? 1 : 0),
            Copies = Copies + endpoint.Copies,
            Instances = Instances + endpoint.Instances,
            Price = new UsdPerHour(Price.Value + endpoint.Price.Value),
            Accelerators = Accelerators + endpoint.Accelerators,
            WatchUsdPerMonth = WatchUsdPerMonth + endpoint.WatchUsdPerMonth,
            SnapshotHits = SnapshotHits + endpoint.SnapshotHits,
            Fallbacks = Fallbacks + endpoint.Fallbacks,
            Unknown = Unknown + (endpoint.IsUnknown ? 1 : 0),
        };
    }

    /// <summary>Both together.</summary>
    public FleetSummary With(FleetSummary other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new FleetSummary
        {
            Tenants = Tenants + other.Tenants,
            Endpoints = Endpoints + other.Endpoints,
            Deleting = Deleting + other.Deleting,
            Paused = Paused + other.Paused,
            Stopped = Stopped + other.Stopped,
            Copies = Copies + other.Copies,
            Instances = Instances + other.Instances,
            Price = new UsdPerHour(Price.Value + other.Price.Value),
            Accelerators = Accelerators + other.Accelerators,
            WatchUsdPerMonth = WatchUsdPerMonth + other.WatchUsdPerMonth,
            SnapshotHits = SnapshotHits + other.SnapshotHits,
            Fallbacks = Fallbacks + other.Fallbacks,
            Unknown = Unknown + other.Unknown,
        };
    }
}
