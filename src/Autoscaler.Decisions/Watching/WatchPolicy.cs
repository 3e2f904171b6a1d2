namespace Autoscaler.Decisions.Watching;

/// <summary>
/// How often the demand of endpoints is asked for, where asking costs. Off, every endpoint is asked for at every tick. On, one that nobody uses is asked for less often, up
/// to a bound by which its first request is seen in time and its demand stays known.
/// </summary>
public sealed record WatchPolicy
{
    /// <summary>Whether endpoints that nobody uses are asked for less often. Default no.</summary>
    public bool IsAdaptive { get; init; }

    /// <summary>How long after its latest demand, its activation or its arrival an endpoint is asked for at every tick; 1 min to 1 h. Default 5 min.</summary>
    public TimeSpan HotFor { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Time between two questions for an endpoint that nobody uses, at first; 10 s to 5 min. It doubles while the endpoint stays unused, so that it is about a tenth of that
    /// time. Default 1 min.
    /// </summary>
    public TimeSpan IdlePeriod { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest time between two questions, whatever the budget; <see cref="IdlePeriod"/> to 5 min. Default 5 min.</summary>
    public TimeSpan LongestPeriod { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The longest time between two questions for an endpoint with a component that may have no copy: nothing serves its first request before it was seen. 10 s to 5 min.
    /// Default 1 min. An activation does not wait for it.
    /// </summary>
    public TimeSpan FirstSampleWithin { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// What a thousand questions for a component cost, in US dollars, 0 to 1. Default 0. CloudWatch takes 0.01 for each metric: twice that where arrivals are asked for too.
    /// </summary>
    public decimal UsdPerThousandQueries { get; init; }

    /// <summary>
    /// What all questions of a month may cost, in US dollars, above 0; null, the default, sets no limit. Where they would cost more, times between questions are stretched,
    /// those of used endpoints too, but none beyond what keeps its demand known: a budget below that is exceeded, and said to be.
    /// </summary>
    public decimal? BudgetUsdPerMonth { get; init; }

    /// <summary>What is wrong with it; empty where nothing is.</summary>
    public ImmutableArray<string> Check()
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        Between(nameof(HotFor), HotFor, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
        Between(nameof(IdlePeriod), IdlePeriod, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(5));
        Between(nameof(LongestPeriod), LongestPeriod, IdlePeriod, TimeSpan.FromMinutes(5));
        Between(nameof(FirstSampleWithin), FirstSampleWithin, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(5));
        Between(nameof(UsdPerThousandQueries), UsdPerThousandQueries, 0m, 1m);
        if (BudgetUsdPerMonth is <= 0)
        {
            errors.Add($"{nameof(BudgetUsdPerMonth)}: expected more than 0, or nothing; found {BudgetUsdPerMonth}.");
        }

        return errors.ToImmutable();

        void Between<T>(string name, T value, T least, T most)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            {
                errors.Add($"{name}: expected {least} to {most}; found {value}.");
            }
        }
    }
}
