namespace Autoscaler.Contracts.Demand;

/// <summary>The components of one endpoint whose demand a feed shall bring.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Components">Its components, in the spec's order.</param>
[GenerateSerializer, Alias("autoscaler.FeedSubscription"), Immutable]
public sealed record FeedSubscription(
    [property: Id(0)] EndpointId Endpoint,
    [property: Id(1)] ImmutableArray<ComponentName> Components)
{
    /// <summary>
    /// The longest time that the feed may leave the endpoint out of its questions: by then its demand would count as unknown, or its first request be seen too late. Null
    /// where it was not told.
    /// </summary>
    [Id(2)] public TimeSpan? LongestSilence { get; init; }
}
