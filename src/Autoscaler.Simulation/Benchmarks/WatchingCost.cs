using Autoscaler.Contracts.Demand;
using Autoscaler.Decisions.Watching;
using Autoscaler.Simulation.Inputs;

namespace Autoscaler.Simulation.Benchmarks;

/// <summary>What CloudWatch takes for watching endpoints that get the sample traffic: the questions that the watch policy would ask, counted tick by tick.</summary>
public static class WatchingCost
{
    private const ulong Seed = 1;

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // From a period's end until its sample can be read.
    private static readonly TimeSpan Lateness = TimeSpan.FromSeconds(15);

    // A chat request of the sample traffic's mean length.
    private static readonly TimeSpan Service = TimeSpan.FromSeconds(6.5);

    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
    private static readonly WatchPolicy Adaptive = new() { IsAdaptive = true, UsdPerThousandQueries = 0.01m };

    /// <summary>US dollars a month for endpoints of one component each: asked for at every tick; adaptive, with the sample traffic once a day; adaptive, with it all day.</summary>
    public static (decimal AtEveryTick, decimal Adaptive, decimal AdaptiveAlwaysUsed) OfSampleTraffic(int endpoints)
    {
        var trace = SampleTrace.Generate(Seed);
        var used = new HashSet<long>();
        foreach (var request in trace.Requests)
        {
            for (var period = request.At.Ticks / Tick.Ticks; period <= (request.At + Service).Ticks / Tick.Ticks; period++)
            {
                used.Add(period);
            }
        }

        var length = (trace.Requests[^1].At + Service).Ticks / Tick.Ticks;
        var ticksPerDay = Day.Ticks / Tick.Ticks;
        return (Usd(endpoints, ticksPerDay), Usd(endpoints, QuestionsPerDay(used, ticksPerDay)), Usd(endpoints, QuestionsPerDay(used, length)));
    }

    private static decimal Usd(int endpoints, long questionsPerDay) =>
        Math.Round(WatchRules.UsdPerMonth(Adaptive, endpoints, Tick) * questionsPerDay / (Day.Ticks / Tick.Ticks), 2);

    // The second day's: the first begins with an endpoint that nothing is known of.
    private static long QuestionsPerDay(HashSet<long> used, long every)
    {
        var spec = DefaultEndpoint.For(SampleTrace.Generate(Seed));
        var silence = WatchRules.LongestSilenceOf(Adaptive, spec);
        var component = spec.Components[0].Name;
        var watch = Watch.New(Adaptive, Start);
        var (questions, next) = (0L, 0L);
        for (var now = Start; now < Start + (2 * Day); now += Tick)
        {
            var period = WatchRules.PeriodOf(Adaptive, watch, Tick, silence, 1, now);
            if (!WatchRules.IsDue(watch, period, Tick, 0, now))
            {
                continue;
            }

            questions += now >= Start + Day ? 1 : 0;
            var samples = ImmutableArray.CreateBuilder<DemandSample>();
            for (; Start + ((next + 1) * Tick) + Lateness <= now; next++)
            {
                samples.Add(new DemandSample(Start + (next * Tick), used.Contains(next % every) ? 1 : 0, null));
            }

            watch = watch.Asked(Adaptive, [new ComponentDemand(component, samples.ToImmutable())], now);
        }

        return questions;
    }
}
