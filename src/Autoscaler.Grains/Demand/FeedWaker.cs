using Autoscaler.Contracts.Demand;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Autoscaler.Grains.Demand;

/// <summary>Wakes every feed when its host starts, and each minute after that: a feed whose activation was lost ticks nobody until somebody calls it.</summary>
internal sealed partial class FeedWaker(IGrainFactory grains, TimeProvider clock, IOptions<FleetOptions> options, ILogger<FeedWaker> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        do
        {
            for (var shard = 0; shard < options.Value.FeedCount; shard++)
            {
                await WakeAsync(FeedSharding.KeyOf(shard), stoppingToken);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task WakeAsync(string feed, CancellationToken stoppingToken)
    {
        try
        {
            await grains.GetGrain<IMetricFeedGrain>(feed).StartAsync(stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The host may not be up yet, or the feed cannot be activated now: the next minute tries again, and the other feeds must not wait for it.
            LogNotWoken(feed, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Feed {Feed} could not be woken; it is tried again in a minute.")]
    private partial void LogNotWoken(string feed, Exception exception);
}
