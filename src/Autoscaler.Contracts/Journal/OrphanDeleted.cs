using Autoscaler.Contracts.Caching;

namespace Autoscaler.Contracts.Journal;

/// <summary>The sweeper deleted something that carries the endpoint's tag and that nobody owns.</summary>
[GenerateSerializer, Alias("autoscaler.OrphanDeleted"), Immutable]
public sealed record OrphanDeleted(
    DateTimeOffset At,
    EndpointId Endpoint,
    [property: Id(0)] PurgedResourceKind Kind,
    [property: Id(1)] string Id) : FleetEvent(At, Endpoint);
