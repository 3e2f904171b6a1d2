using Autoscaler.Contracts.Caching;

namespace Autoscaler.Contracts.Journal;

/// <summary>A purge ended, with this receipt.</summary>
[GenerateSerializer, Alias("autoscaler.PurgeCompleted"), Immutable]
public sealed record PurgeCompleted(DateTimeOffset At, EndpointId Endpoint, [property: Id(0)] PurgeReceipt Receipt) : FleetEvent(At, Endpoint);
