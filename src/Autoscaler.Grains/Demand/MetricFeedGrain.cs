using Autoscaler.Cloud.Metrics;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Grains.Storage;
using Autoscaler.Grains.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Autoscaler.Grains.Demand;

/// <summary>
/// Polls the metric source and ticks its endpoints. The poll is a timer that interleaves, because an endpoint may subscribe from within a turn that a tick waits for;
/// it works on the list of subscriptions as it was when the poll began. A reminder wakes a feed whose host was lost; being active is polling.
/// </summary>
internal sealed partial class MetricFeedGrain(
    [PersistentState("feed")] IPersistentState<MetricFeedState> storage,
    IMetricSource metrics,
    TimeProvider clock,
    IOptions<FleetOptions> options,
    FeedInstruments instruments,
    ILogger<MetricFeedGrain> logger) : Grain, IMetricFeedGrain, IRemindable
{
    private const string ReminderName = "poll";

    // The shortest period that reminders have: how long a feed sleeps at most after its host was lost.
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    // CloudWatch answers at most so many queries a call.
    private const int MaxQueriesPerCall = 500;

    // Samples come up to 30 s late; the rest is for polls that failed.
    private static readonly TimeSpan Lookback = TimeSpan.FromSeconds(150);

    // What an endpoint that just started is brought: the longest stabilization window that a policy may have.
    private static readonly TimeSpan RefillLookback = TimeSpan.FromHours(1);

    private readonly Dictionary<MetricQuery, DeliveredPeriods> _delivered = [];
    private readonly HashSet<EndpointId> _refill = [];

    // Endpoints whose latest tick has not ended. They get no other one meanwhile, or ticks would pile up behind one that hangs.
    private readonly HashSet<EndpointId> _underWay = [];
    private CommittedState<MetricFeedState>? _state;
    private IGrainTimer? _timer;
    private DateTimeOffset _nextPoll;
    private bool _isReminded;
    private CapacitySnapshot _capacity = CapacitySnapshot.Empty;

    private CommittedState<MetricFeedState> State => _state!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _state = new CommittedState<MetricFeedState>(storage, DeactivateOnIdle);
        if (!State.Current.Subscriptions.IsEmpty)
        {
            StartPolling();
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Note([]);
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        _isReminded = true;

        // Nobody would tell a feed that its list is old, and the endpoints that are missing on it would never be ticked. Feeds are few: a read a minute is nothing.
        return State.VerifyAsync(CancellationToken.None);
    }

    public async Task SubscribeAsync(FeedSubscription subscription, CancellationToken cancellationToken)
    {
        if (!_isReminded)
        {
            // Before the subscription: one that stands is never without its reminder.
            await this.RegisterOrUpdateReminder(ReminderName, ReminderPeriod, ReminderPeriod);
            _isReminded = true;
        }

        // A copy of its own for each call that arrives: one that arrives twice must not bring back the object that a poll under way is about to drop.
        await State.UpdateAsync(state => With(state, subscription with { }), cancellationToken);
        StartPolling();
    }

    private static MetricFeedState? With(MetricFeedState state, FeedSubscription subscription)
    {
        var list = state.Subscriptions;
        var index = list.BinarySearch(subscription, SubscriptionOrder.Instance);
        if (index < 0)
        {
            return state with { Subscriptions = list.Insert(~index, subscription) };
        }

        // Also where nothing changes: a poll under way may be about to drop the old subscription of an endpoint that was absent and is made anew.
        return state with { Subscriptions = list.SetItem(index, subscription) };
    }

    private void StartPolling() => _timer ??= this.RegisterGrainTimer(PollAsync, new GrainTimerCreationOptions
    {
        DueTime = options.Value.TickPeriod,
        Period = options.Value.TickPeriod,
        Interleave = true,
        KeepAlive = true,
    });

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        var subscriptions = State.Current.Subscriptions;
        using var span = GrainTrace.BeginTrace("feed.poll");
        span?.SetTag("autoscaler.feed", this.GetPrimaryKeyString()).SetTag("autoscaler.endpoints", subscriptions.Length);
        var now = clock.GetUtcNow();
        ScheduleNext(now);
        var capacity = await CapacityAsync(cancellationToken);
        var plans = PlanFor(subscriptions, now);
        var ticks = new EndpointTick[subscriptions.Length];
        for (var start = 0; start < subscriptions.Length;)
        {
            start = await PrepareAsync(subscriptions, plans, start, ticks, now, capacity, cancellationToken);
        }

        await TickAllAsync(subscriptions, ticks, cancellationToken);

        instruments.OnPolled(clock.GetElapsedTime(begun));
    }

    // Ticks do not wait for the memory: without it a refused pool is asked once more.
    private async Task<CapacitySnapshot> CapacityAsync(CancellationToken cancellationToken)
    {
        try
        {
            var memory = GrainFactory.GetGrain<ICapacityMemoryGrain>(ICapacityMemoryGrain.Key);
            return _capacity = await memory.GetSnapshotAsync(cancellationToken).AsTask().WaitAsync(options.Value.TickDeadline, clock, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var (level, feed) = (FaultLevel.Of(e), this.GetPrimaryKeyString());
            LogCapacityFailed(level, feed, e);
            return _capacity;
        }
    }

    // A timer's period counts from the end of a tick; a feed's polls shall not drift by what they take.
    private void ScheduleNext(DateTimeOffset now)
    {
        var period = options.Value.TickPeriod;
        _nextPoll = _nextPoll + period > now ? _nextPoll + period : now + period;
        _timer!.Change(_nextPoll - now, period);
    }

    // Asks for as many whole endpoints as one call takes, and makes their ticks; the source's failures leave ticks without samples.
    private async Task<int> PrepareAsync(
        ImmutableArray<FeedSubscription> subscriptions, WatchPlan[] plans, int start, EndpointTick[] ticks, DateTimeOffset now, CapacitySnapshot capacity,
        CancellationToken cancellationToken)
    {
        var queries = ImmutableArray.CreateBuilder<MetricQuery>();
        var end = start;
        var lookback = Lookback;
        for (; end < subscriptions.Length; end++)
        {
            var subscription = subscriptions[end];
            if (!plans[end].IsDue)
            {
                continue;
            }

            if (queries.Count > 0 && queries.Count + subscription.Components.Length > MaxQueriesPerCall)
            {
                break;
            }

            var reach = LookbackOf(subscription, now);
            lookback = reach > lookback ? reach : lookback;
            foreach (var component in subscription.Components)
            {
                queries.Add(new MetricQuery(subscription.Endpoint, component));
            }
        }

        var samples = queries.Count == 0 ? default : await QueryAsync(queries.ToImmutable(), lookback, now, cancellationToken);
        var next = 0;
        for (var i = start; i < end; i++)
        {
            var isAnswered = !samples.IsDefault && plans[i].IsDue;
            var demand = isAnswered ? NewSamples(subscriptions[i], samples, ref next) : [];
            if (isAnswered)
            {
                NoteAsked(subscriptions[i].Endpoint, demand, now);
            }

            ticks[i] = new EndpointTick { At = now, Period = metrics.Period, Capacity = capacity, Demand = demand, WatchUsdPerMonth = plans[i].UsdPerMonth };
        }

        return end;
    }

    private async Task<ImmutableArray<ImmutableArray<DemandSample>>> QueryAsync(
        ImmutableArray<MetricQuery> queries, TimeSpan lookback, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var period = metrics.Period;
        var reach = lookback > 5 * period ? lookback : 5 * period;
        var from = new DateTimeOffset((now - reach).UtcTicks / period.Ticks * period.Ticks, TimeSpan.Zero);
        try
        {
            var delivered = await metrics.QueryAsync(queries, from, now, cancellationToken) as MetricQueryResult.Delivered;
            instruments.OnQueried(queries.Length, delivered is null ? QueryOutcome.Throttled : QueryOutcome.Answered);
            instruments.OnPaid(delivered is null ? 0 : queries.Length * WatchPolicy.UsdPerThousandQueries / 1000);
            return delivered?.Samples ?? default;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Endpoints go on without news: deletions and starts must not wait for a metric source.
            instruments.OnQueried(queries.Length, QueryOutcome.Failed);
            LogSourceFailed(this.GetPrimaryKeyString(), queries.Length, e);
            return default;
        }
    }

    private ImmutableArray<ComponentDemand> NewSamples(FeedSubscription subscription, ImmutableArray<ImmutableArray<DemandSample>> samples, ref int next)
    {
        if (_refill.Remove(subscription.Endpoint))
        {
            foreach (var component in subscription.Components)
            {
                _delivered.Remove(new MetricQuery(subscription.Endpoint, component));
            }
        }

        var demand = ImmutableArray.CreateBuilder<ComponentDemand>(subscription.Components.Length);
        foreach (var component in subscription.Components)
        {
            var query = new MetricQuery(subscription.Endpoint, component);
            var delivered = _delivered.GetValueOrDefault(query);
            var fresh = delivered.TakeNew(samples[next++], metrics.Period);
            _delivered[query] = delivered;
            if (!fresh.IsEmpty)
            {
                demand.Add(new ComponentDemand(component, fresh));
            }
        }

        return demand.ToImmutable();
    }

    // Ticks the endpoints, and drops those that are absent.
    private async Task TickAllAsync(ImmutableArray<FeedSubscription> subscriptions, EndpointTick[] ticks, CancellationToken cancellationToken)
    {
        var stopped = new HashSet<FeedSubscription>(ReferenceEqualityComparer.Instance);
        var parallelism = Math.Min(options.Value.TickParallelism, subscriptions.Length);
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, parallelism).Select(_ => WorkAsync()));
        if (stopped.Count > 0)
        {
            await State.UpdateAsync(state => state with { Subscriptions = state.Subscriptions.RemoveAll(stopped.Contains) }, cancellationToken);
            Forget(stopped);
        }

        async Task WorkAsync()
        {
            while (next < subscriptions.Length)
            {
                var i = next++;
                await TickAsync(subscriptions[i], ticks[i], stopped, cancellationToken);
            }
        }
    }

    private async Task TickAsync(FeedSubscription subscription, EndpointTick tick, HashSet<FeedSubscription> stopped, CancellationToken cancellationToken)
    {
        if (!_underWay.Add(subscription.Endpoint))
        {
            _refill.Add(subscription.Endpoint);
            instruments.OnTicked(TimeSpan.Zero, TickOutcome.LeftOut);
            LogTickUnderWay(subscription.Endpoint);
            return;
        }

        var (begun, outcome) = (clock.GetTimestamp(), TickOutcome.Answered);
        try
        {
            var call = CallAsync(subscription.Endpoint, tick, cancellationToken);
            var answer = call.IsCompleted ? await call : await call.WaitAsync(options.Value.TickDeadline, clock, cancellationToken);
            if (answer == TickAnswer.Stop)
            {
                stopped.Add(subscription);
            }
            else if (answer == TickAnswer.Refill)
            {
                _refill.Add(subscription.Endpoint);
            }
        }
        catch (SiloUnavailableException)
        {
            // A silo stops or died under the endpoint, or this one stops: the next tick finds it elsewhere, and brings it these samples again.
            _refill.Add(subscription.Endpoint);
            outcome = TickOutcome.Unreachable;
            LogEndpointAway(subscription.Endpoint);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One stuck or broken endpoint stalls nobody; its next tick brings it the samples of this one again.
            _refill.Add(subscription.Endpoint);
            outcome = TickOutcome.Failed;
            LogTickFailed(subscription.Endpoint, e);
        }

        instruments.OnTicked(clock.GetElapsedTime(begun), outcome);
    }

    private async Task<TickAnswer> CallAsync(EndpointId endpoint, EndpointTick tick, CancellationToken cancellationToken)
    {
        try
        {
            return await GrainFactory.GetGrain<IEndpointGrain>(endpoint.ToString()).TickAsync(tick, cancellationToken);
        }
        finally
        {
            _underWay.Remove(endpoint);
        }
    }

    private void Forget(HashSet<FeedSubscription> stopped)
    {
        foreach (var subscription in stopped)
        {
            _refill.Remove(subscription.Endpoint);
            _watches.Remove(subscription.Endpoint);
            foreach (var component in subscription.Components)
            {
                _delivered.Remove(new MetricQuery(subscription.Endpoint, component));
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Feed {Feed} got no answer to {QueryCount} metric queries; its endpoints are ticked without samples.")]
    private partial void LogSourceFailed(string feed, int queryCount, Exception exception);

    [LoggerMessage("The capacity memory did not answer feed {Feed}; what it last said stands.")]
    private partial void LogCapacityFailed(LogLevel level, string feed, Exception exception);

    [LoggerMessage(LogLevel.Information, "{Endpoint} could not be reached; its next tick finds it again.")]
    private partial void LogEndpointAway(EndpointId endpoint);

    [LoggerMessage(LogLevel.Error, "The tick of {Endpoint} failed.")]
    private partial void LogTickFailed(EndpointId endpoint, Exception exception);

    [LoggerMessage(LogLevel.Warning, "An earlier tick of {Endpoint} has not ended; this one is left out.")]
    private partial void LogTickUnderWay(EndpointId endpoint);

    private sealed class SubscriptionOrder : IComparer<FeedSubscription>
    {
        public static readonly SubscriptionOrder Instance = new();

        public int Compare(FeedSubscription? x, FeedSubscription? y) => x!.Endpoint.CompareTo(y!.Endpoint);
    }
}
