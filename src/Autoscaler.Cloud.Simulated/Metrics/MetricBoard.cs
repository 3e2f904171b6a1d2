using Autoscaler.Cloud.Simulated.Events;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Cloud.Simulated.Traffic;
using Autoscaler.Contracts.Demand;

namespace Autoscaler.Cloud.Simulated.Metrics;

/// <summary>
/// Samples every published component at the end of each period. A sample can be read some time after, or never; a component that idles publishes 0. The first sample
/// is that of the first whole period after the registration.
/// </summary>
internal sealed class MetricBoard(MetricOptions options, WorldEvents events, RandomStreams random)
{
    private readonly List<PublishedComponent> _published = [];
    private readonly Dictionary<ComponentKey, MetricSeries> _series = [];
    private bool _runs;

    public void Publish(ComponentDesk desk)
    {
        var series = new MetricSeries(options.Period, (int)(options.Retention / options.Period));
        _series[desk.Key] = series;
        _published.Add(new PublishedComponent(desk, series, random.FamilyOf("sample", desk.Key.ToString()), FirstWholePeriod(events.Now)));
        if (!_runs)
        {
            _runs = true;
            events.Schedule(FirstWholePeriod(events.Now), ClosePeriod);
        }
    }

    public ImmutableArray<DemandSample> Read(ComponentKey key, DateTimeOffset from, DateTimeOffset before) =>
        _series.TryGetValue(key, out var series) ? series.Read(from, before, events.Now) : [];

    private DateTimeOffset FirstWholePeriod(DateTimeOffset now) =>
        new((now.UtcTicks + options.Period.Ticks - 1) / options.Period.Ticks * options.Period.Ticks, TimeSpan.Zero);

    private void ClosePeriod()
    {
        var start = events.Now - options.Period;
        _published.RemoveAll(static component => !component.Desk.IsPublished);
        foreach (var component in _published)
        {
            var load = component.Desk.TakePeriod();
            if (start >= component.From)
            {
                Append(component, start, load);
            }
        }

        _runs = _published.Count > 0;
        if (_runs)
        {
            events.Schedule(events.Now + options.Period, ClosePeriod);
        }
    }

    private bool IsDark(DateTimeOffset start)
    {
        foreach (var blackout in options.Blackouts)
        {
            if (blackout.Covers(start))
            {
                return true;
            }
        }

        return false;
    }

    private void Append(PublishedComponent component, DateTimeOffset start, PeriodLoad load)
    {
        var chance = component.Chance.At(start.UtcTicks);
        var isMissing = chance.NextChance(options.MissingRatio) || IsDark(start);
        var delay = chance.NextBetween(options.MinDelay, options.MaxDelay);
        var noise = 1 + (options.NoiseRatio * ((2 * chance.NextDouble()) - 1));
        component.Series.Append(
            start,
            load.ConcurrencySeconds / options.Period.TotalSeconds * noise,
            load.Arrivals / options.Period.TotalSeconds,
            isMissing ? null : events.Now + delay);
    }

    private sealed record PublishedComponent(ComponentDesk Desk, MetricSeries Series, RandomStreams.Family Chance, DateTimeOffset From);
}
