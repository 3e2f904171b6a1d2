namespace Autoscaler.Contracts.Demand;

/// <summary>A shard of the metric feed: asks for the demand of its endpoints, and ticks them. Its key is the shard's number.</summary>
[Alias("autoscaler.IMetricFeedGrain")]
public interface IMetricFeedGrain : IGrainWithStringKey
{
    /// <summary>Starts polling, or goes on; idempotent. A host calls it for each shard when it starts.</summary>
    [Alias("Start")]
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Adds an endpoint, or replaces its components. Durable; starts polling.</summary>
    [Alias("Subscribe")]
    Task SubscribeAsync(FeedSubscription subscription, CancellationToken cancellationToken);
}
