using Autoscaler.Contracts.Demand;
using Autoscaler.Decisions.Watching;
using Microsoft.Extensions.Logging;

namespace Autoscaler.Grains.Demand;

/// <summary>
/// Which endpoints a poll asks for, where the policy lets it leave some out; they are ticked all the same. What is known of them is not stored: after a start all are asked
/// for at every tick for a while.
/// </summary>
internal sealed partial class MetricFeedGrain
{
    private readonly Dictionary<EndpointId, Watch> _watches = [];
    private decimal _plannedUsdPerMonth;
    private bool _isOverBudget;

    private WatchPolicy WatchPolicy => options.Value.Watching;

    /// <summary>Which are asked for, and what that costs.</summary>
    private WatchPlan[] PlanFor(ImmutableArray<FeedSubscription> subscriptions, DateTimeOffset now)
    {
        var tick = options.Value.TickPeriod;
        var plans = new WatchPlan[subscriptions.Length];
        if (!WatchPolicy.IsAdaptive)
        {
            for (var i = 0; i < plans.Length; i++)
            {
                plans[i] = new WatchPlan(true, UsdPerMonth(subscriptions[i], tick));
            }

            Note(plans);
            return plans;
        }

        var budget = WatchPolicy.BudgetUsdPerMonth / options.Value.FeedCount;
        var stretch = WatchRules.StretchFor(subscriptions.Sum(subscription => UsdPerMonth(subscription, PeriodOf(subscription, 1))), budget);
        for (var i = 0; i < plans.Length; i++)
        {
            var subscription = subscriptions[i];
            var period = PeriodOf(subscription, stretch);
            var isDue = _refill.Contains(subscription.Endpoint) || WatchRules.IsDue(WatchOf(subscription), period, tick, i, now);
            plans[i] = new WatchPlan(isDue, UsdPerMonth(subscription, period));
        }

        TellOfBudget(Note(plans), budget);
        return plans;

        TimeSpan PeriodOf(FeedSubscription subscription, double stretch) =>
            WatchRules.PeriodOf(WatchPolicy, WatchOf(subscription), tick, subscription.LongestSilence, stretch, now);

        decimal UsdPerMonth(FeedSubscription subscription, TimeSpan period) => WatchRules.UsdPerMonth(WatchPolicy, subscription.Components.Length, period);

        Watch WatchOf(FeedSubscription subscription) =>
            _watches.TryGetValue(subscription.Endpoint, out var watch) ? watch : _watches[subscription.Endpoint] = Watch.New(WatchPolicy, now);
    }

    private void NoteAsked(EndpointId endpoint, ImmutableArray<ComponentDemand> demand, DateTimeOffset now)
    {
        if (WatchPolicy.IsAdaptive)
        {
            _watches[endpoint] = _watches.GetValueOrDefault(endpoint).Asked(WatchPolicy, demand, now);
        }
    }

    // Whoever waits for a copy must not wait for the next question.
    private void NoteWoken(EndpointId endpoint)
    {
        if (WatchPolicy.IsAdaptive)
        {
            _watches[endpoint] = Watch.New(WatchPolicy, clock.GetUtcNow());
        }
    }

    // One that was left out for some time is asked for all of it.
    private TimeSpan LookbackOf(FeedSubscription subscription, DateTimeOffset now)
    {
        if (_refill.Contains(subscription.Endpoint))
        {
            return RefillLookback;
        }

        return WatchPolicy.IsAdaptive && _watches.GetValueOrDefault(subscription.Endpoint).AskedAt is { } asked ? now - asked + Lookback : Lookback;
    }

    private decimal Note(WatchPlan[] plans)
    {
        var usdPerMonth = plans.Sum(static plan => plan.UsdPerMonth);
        instruments.OnPlanned((double)(usdPerMonth - _plannedUsdPerMonth));
        return _plannedUsdPerMonth = usdPerMonth;
    }

    private void TellOfBudget(decimal planned, decimal? budget)
    {
        var isOver = planned > budget;
        if (isOver && !_isOverBudget)
        {
            LogOverBudget(this.GetPrimaryKeyString(), planned, budget!.Value);
        }

        _isOverBudget = isOver;
    }

    [LoggerMessage(
        LogLevel.Warning,
        "Feed {Feed} costs {UsdPerMonth:0.##} USD a month at the longest times between questions that keep demand known; its part of the budget is {BudgetUsdPerMonth:0.##} USD.")]
    private partial void LogOverBudget(string feed, decimal usdPerMonth, decimal budgetUsdPerMonth);

    private readonly record struct WatchPlan(bool IsDue, decimal UsdPerMonth);
}
