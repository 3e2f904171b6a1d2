namespace Autoscaler.Contracts.Demand;

/// <summary>The components of one endpoint whose demand a feed shall bring.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Components">Its components, in the spec's order.</param>
[GenerateSerializer, Alias("autoscaler.FeedSubscription"), Immutable]
public sealed record FeedSubscription(
    [property: Id(0)] EndpointId Endpoint,
    [property: Id(1)] ImmutableArray<ComponentName> Components);
