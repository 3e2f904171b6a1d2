using Autoscaler.Contracts.Specs;

namespace Autoscaler.Decisions.Watching;

/// <summary>When an endpoint's demand is asked for again, and what that costs.</summary>
public static class WatchRules
{
    // A mean month of the Gregorian calendar.
    private static readonly TimeSpan Month = TimeSpan.FromDays(365.2425 / 12);

    // Samples come so late; with what is older a demand would count as unknown before the next question is answered.
    private static readonly TimeSpan Lateness = TimeSpan.FromSeconds(30);

    // An endpoint is asked for about this often in the time that it has been quiet.
    private const int QuestionsPerQuietTime = 10;

    /// <summary>The longest time between two questions for an endpoint by which its demand stays known and its first request is seen in time.</summary>
    public static TimeSpan LongestSilenceOf(WatchPolicy policy, EndpointSpec spec)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(spec);
        var longest = policy.LongestPeriod;
        foreach (var component in spec.Components)
        {
            longest = Min(longest, Max(component.Policy.MissingDemand.HoldFor - Lateness, TimeSpan.Zero));
            longest = component.MinCopies == 0 ? Min(longest, policy.FirstSampleWithin) : longest;
        }

        return longest;
    }

    /// <summary>The time between two questions for an endpoint.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="watch">What is known of the endpoint.</param>
    /// <param name="tick">The time between two ticks, above 0: the shortest there is.</param>
    /// <param name="longestSilence">What <see cref="LongestSilenceOf"/> says of it; null where that is not known, and then <see cref="WatchPolicy.IdlePeriod"/> is the longest.</param>
    /// <param name="stretch">By how much the budget makes it longer; 1 or more.</param>
    /// <param name="now">UTC.</param>
    public static TimeSpan PeriodOf(WatchPolicy policy, in Watch watch, TimeSpan tick, TimeSpan? longestSilence, double stretch, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(tick, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(stretch, 1);
        if (!policy.IsAdaptive)
        {
            return tick;
        }

        var wanted = now < watch.HotUntil ? tick : IdlePeriodOf(policy, now - watch.HotUntil);
        var longest = Min(longestSilence ?? policy.IdlePeriod, policy.LongestPeriod);
        var ticks = Math.Floor(Math.Min(wanted.Ticks * stretch, longest.Ticks) / tick.Ticks);
        return Math.Max(1, (long)ticks) * tick;
    }

    /// <summary>
    /// Whether an endpoint is to be asked for at a tick: its period has passed; or half of it has, and it is the endpoint's turn, or its next turn would be too late. By turns
    /// those of one period spread over it, or all that fell quiet together would be asked for together ever after.
    /// </summary>
    /// <param name="watch">What is known of the endpoint.</param>
    /// <param name="period">Its period.</param>
    /// <param name="tick">The time between two ticks.</param>
    /// <param name="turn">A number of its own, 0 or more.</param>
    /// <param name="now">UTC.</param>
    public static bool IsDue(in Watch watch, TimeSpan period, TimeSpan tick, int turn, DateTimeOffset now)
    {
        if (watch.AskedAt is not { } asked || period <= tick)
        {
            return true;
        }

        // Ticks come a little late. A clock that was set back asks at once.
        var (since, late) = (now - asked, tick / 2);
        if (since < TimeSpan.Zero || since >= period - late)
        {
            return true;
        }

        var turns = period.Ticks / tick.Ticks;
        var sinceTurn = ((now.UtcTicks / tick.Ticks) + turn) % turns;
        return since >= period / 2 && (sinceTurn == 0 || since + ((turns - sinceTurn) * tick) > period + late);
    }

    /// <summary>What questions cost a month.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="components">How many components are asked for each time.</param>
    /// <param name="period">The time between two questions.</param>
    public static decimal UsdPerMonth(WatchPolicy policy, int components, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.UsdPerThousandQueries / 1000 * components * Month.Ticks / period.Ticks;
    }

    /// <summary>By how much times between questions are stretched so that what they cost fits a budget; 1 where it does or there is none.</summary>
    /// <param name="usdPerMonth">What they cost unstretched.</param>
    /// <param name="budgetUsdPerMonth">The budget; null for none.</param>
    public static double StretchFor(decimal usdPerMonth, decimal? budgetUsdPerMonth) =>
        budgetUsdPerMonth is { } budget && usdPerMonth > budget ? (double)(usdPerMonth / budget) : 1;

    private static TimeSpan IdlePeriodOf(WatchPolicy policy, TimeSpan quiet)
    {
        var period = policy.IdlePeriod;
        while (period < policy.LongestPeriod && quiet >= 2 * QuestionsPerQuietTime * period)
        {
            period *= 2;
        }

        return Min(period, policy.LongestPeriod);
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
