using Autoscaler.Contracts.Demand;

namespace Autoscaler.Grains.Demand;

/// <summary>The endpoints of a feed.</summary>
[GenerateSerializer, Alias("autoscaler.MetricFeedState"), Immutable]
public sealed record MetricFeedState
{
    /// <summary>Sorted by endpoint.</summary>
    [Id(0)] public ImmutableArray<FeedSubscription> Subscriptions { get; init; } = [];
}
