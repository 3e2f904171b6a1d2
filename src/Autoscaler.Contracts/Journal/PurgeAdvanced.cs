using Autoscaler.Contracts.Caching;

namespace Autoscaler.Contracts.Journal;

/// <summary>A purge entered a phase. After a crash a phase may be told twice, with the same hash.</summary>
[GenerateSerializer, Alias("autoscaler.PurgeAdvanced"), Immutable]
public sealed record PurgeAdvanced(
    DateTimeOffset At,
    EndpointId Endpoint,
    [property: Id(0)] long Number,
    [property: Id(1)] PurgeScope Scope,
    [property: Id(2)] PurgeStep Step) : FleetEvent(At, Endpoint);
