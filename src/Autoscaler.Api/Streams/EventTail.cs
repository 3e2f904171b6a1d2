using Autoscaler.Contracts.History;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Autoscaler.Api.Streams;

/// <summary>
/// Reads the journal's new events for all streams of this process, as long as there is one. It reads for the platform; what a stream may tell is its subscription's scope.
/// </summary>
internal sealed partial class EventTail(IGrainFactory grains, IOptions<ApiOptions> options, [FromKeyedServices(ApiTime.Key)] TimeProvider time, ILogger<EventTail> logger)
    : BackgroundService
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _someoneCame = new(0);
    private ImmutableArray<EventSubscription> _subscriptions = [];

    private ImmutableArray<EventSubscription> Subscriptions
    {
        get
        {
            lock (_gate)
            {
                return _subscriptions;
            }
        }
    }

    /// <summary>Listens until the subscription is disposed of. What is written down once it has <see cref="EventSubscription.Joined"/> comes.</summary>
    public EventSubscription Subscribe(HistoryScope scope, EventKinds kinds)
    {
        var subscription = new EventSubscription(scope, kinds, options.Value.StreamBuffer, Leave);
        lock (_gate)
        {
            _subscriptions = _subscriptions.Add(subscription);
        }

        _someoneCame.Release();
        return subscription;
    }

    public override void Dispose()
    {
        _someoneCame.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _someoneCame.WaitAsync(stoppingToken);
            await FollowAsync(stoppingToken);
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        long? position = null;
        while (!Subscriptions.IsEmpty)
        {
            try
            {
                position = await PollAsync(position, cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                // A journal that cannot be read now is read on later, from the same place.
                LogNotRead(e);
            }

            // Whoever comes waits no longer than until it comes; others for a period.
            await Task.WhenAny(Task.Delay(options.Value.StreamPeriod, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<long> PollAsync(long? from, CancellationToken cancellationToken)
    {
        var history = grains.GetGrain<IHistoryGrain>(HistoryScope.All.ToString());
        // Those that are here before the reading get all that is read, and have joined after it.
        var listening = Subscriptions;
        var position = from ?? (await history.GetEventsAsync(new EventQuery { Limit = 1 }, cancellationToken)).Newest;
        for (var hasMore = from is not null; hasMore;)
        {
            var page = await history.GetEventsAsync(new EventQuery { After = position, Limit = EventQuery.MaxLimit }, cancellationToken);
            foreach (var entry in page.Entries)
            {
                var frame = new EventFrame(entry);
                foreach (var subscription in listening)
                {
                    subscription.Tell(frame);
                }

                position = entry.Number;
            }

            hasMore = page.HasMore;
        }

        foreach (var subscription in listening)
        {
            subscription.Join();
        }

        return position;
    }

    private void Leave(EventSubscription subscription)
    {
        lock (_gate)
        {
            _subscriptions = _subscriptions.Remove(subscription);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The journal's new events could not be read; they are read on later.")]
    private partial void LogNotRead(Exception exception);
}
