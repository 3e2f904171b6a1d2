using Autoscaler.Contracts.Demand;

namespace Autoscaler.Grains.Demand;

/// <summary>
/// Ticks between two polls, for endpoints that somebody waits for: in rounds, a second apart at the least, without samples. A tick that hangs holds up the next round for
/// as long as a tick may take, and no poll.
/// </summary>
internal sealed partial class MetricFeedGrain
{
    private static readonly TimeSpan TimeBetweenRounds = TimeSpan.FromSeconds(1);

    // Endpoints of the next round: subscribed ones, so no more than the feed has.
    private readonly HashSet<EndpointId> _soon = [];
    private IGrainTimer? _roundTimer;
    private bool _isRoundDue;
    private DateTimeOffset _latestRound;

    public Task TickSoonAsync(EndpointId endpoint, CancellationToken cancellationToken)
    {
        if (State.Current.Subscriptions.BinarySearch(new FeedSubscription(endpoint, []), SubscriptionOrder.Instance) < 0)
        {
            return Task.CompletedTask;
        }

        NoteWoken(endpoint);
        if (_soon.Add(endpoint) && !_isRoundDue)
        {
            ScheduleRound();
        }

        return Task.CompletedTask;
    }

    private void ScheduleRound()
    {
        _isRoundDue = true;
        var due = _latestRound + TimeBetweenRounds - clock.GetUtcNow();
        due = due > TimeBetweenRounds ? TimeBetweenRounds : due > TimeSpan.Zero ? due : TimeSpan.Zero;
        if (_roundTimer is not null)
        {
            _roundTimer.Change(due, Timeout.InfiniteTimeSpan);
            return;
        }

        _roundTimer = this.RegisterGrainTimer(RunRoundAsync, new GrainTimerCreationOptions
        {
            DueTime = due,
            Period = Timeout.InfiniteTimeSpan,
            Interleave = true,
            KeepAlive = true,
        });
    }

    private async Task RunRoundAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        _latestRound = now;

        // A tick under way may have decided already, without what this one is for: that endpoint waits for the next round.
        ImmutableArray<FeedSubscription> due = [.. State.Current.Subscriptions.Where(subscription => _soon.Contains(subscription.Endpoint) && !_underWay.Contains(subscription.Endpoint))];
        _soon.RemoveWhere(endpoint => !_underWay.Contains(endpoint));
        try
        {
            var tick = new EndpointTick { At = now, Period = metrics.Period, Capacity = _capacity, Demand = [] };
            await TickAllAsync(due, [.. due.Select(_ => tick)], cancellationToken);
        }
        finally
        {
            _isRoundDue = false;
            if (_soon.Count > 0)
            {
                ScheduleRound();
            }
        }
    }
}
