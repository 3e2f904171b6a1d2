using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Demand;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Autoscaler.Grains.Demand;

/// <summary>
/// Wakes every feed, and the sweeper for orphans, when its host starts, and again as often as feeds poll: one that was lost with its silo is back by its next poll, where its reminder would take up to
/// a minute. To a feed that is awake it is an empty call; a hundred feeds and ten silos make a hundred of them a second.
/// </summary>
internal sealed partial class FeedWaker(IGrainFactory grains, TimeProvider clock, IOptions<FleetOptions> options, ILogger<FeedWaker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.TickPeriod, clock);
        do
        {
            for (var shard = 0; shard < options.Value.FeedCount; shard++)
            {
                var feed = FeedSharding.KeyOf(shard);
                await WakeAsync(feed, () => grains.GetGrain<IMetricFeedGrain>(feed).StartAsync(stoppingToken));
            }

            await WakeAsync(IOrphanSweepGrain.Key, () => grains.GetGrain<IOrphanSweepGrain>(IOrphanSweepGrain.Key).StartAsync(stoppingToken));
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task WakeAsync(string feed, Func<Task> wake)
    {
        try
        {
            await wake();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The host may not be up yet, or the feed cannot be activated now: it is tried again, and the others must not wait for it.
            var level = FaultLevel.Of(e);
            LogNotWoken(level, feed, e);
        }
    }

    [LoggerMessage("Feed {Feed} could not be woken; it is tried again.")]
    private partial void LogNotWoken(LogLevel level, string feed, Exception exception);
}
