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

    /// <summary>
    /// Ticks one endpoint soon, between two polls and without samples, because somebody waits for what it decides: at once, or within a second of the last time. Nobody
    /// waits for the answer; an endpoint that the feed does not know is not ticked. Interleaves: it only notes what is to be done.
    /// </summary>
    [OneWay, AlwaysInterleave, Alias("TickSoon")]
    Task TickSoonAsync(EndpointId endpoint, CancellationToken cancellationToken);
}
