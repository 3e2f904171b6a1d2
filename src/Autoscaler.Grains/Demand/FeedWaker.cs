using Autoscaler.Contracts.Demand;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Autoscaler.Grains.Demand;

/// <summary>Wakes every feed when its host starts: their reminders would, up to a minute later.</summary>
internal sealed partial class FeedWaker(IGrainFactory grains, IOptions<FleetOptions> options, ILogger<FeedWaker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var shard = 0; shard < options.Value.FeedCount; shard++)
        {
            await WakeAsync(FeedSharding.KeyOf(shard), stoppingToken);
        }
    }

    private async Task WakeAsync(string feed, CancellationToken stoppingToken)
    {
        try
        {
            await grains.GetGrain<IMetricFeedGrain>(feed).StartAsync(stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The host may not be up yet, or the feed cannot be activated now: its reminder wakes it later, and the other feeds must not wait for it.
            LogNotWoken(feed, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Feed {Feed} could not be woken; its reminder will.")]
    private partial void LogNotWoken(string feed, Exception exception);
}
