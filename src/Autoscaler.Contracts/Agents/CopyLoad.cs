namespace Autoscaler.Contracts.Agents;

/// <summary>What a copy has in flight.</summary>
/// <param name="Copy">The copy.</param>
/// <param name="Concurrency">Requests that it serves or has queued, 0 or more, a mean over the time since the heartbeat before.</param>
[GenerateSerializer, Alias("autoscaler.CopyLoad"), Immutable]
public readonly record struct CopyLoad([property: Id(0)] CopyId Copy, [property: Id(1)] double Concurrency);
