using Autoscaler.Contracts.Caching;

namespace Autoscaler.Contracts.Journal;

/// <summary>The image of a component was resolved, waits for its entry, or is scaled on from now on.</summary>
[GenerateSerializer, Alias("autoscaler.ImageStaged"), Immutable]
public sealed record ImageStaged(DateTimeOffset At, EndpointId Endpoint, [property: Id(0)] ImageRollout Rollout) : FleetEvent(At, Endpoint);
