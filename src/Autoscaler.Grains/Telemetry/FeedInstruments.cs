using System.Diagnostics.Metrics;

namespace Autoscaler.Grains.Telemetry;

/// <summary>Counts what feeds do.</summary>
public sealed class FeedInstruments
{
    private readonly Histogram<double> _pollDuration;
    private readonly Histogram<double> _tickDuration;
    private readonly Counter<long> _queries;
    private readonly Counter<double> _cost;
    private readonly UpDownCounter<double> _plannedCost;

    /// <summary>The instruments.</summary>
    public FeedInstruments(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(TelemetryNames.Meter);
        _pollDuration = meter.CreateHistogram<double>("autoscaler.feed.poll.duration", "s", "A feed's poll, with the ticks of all its endpoints, by the fleet's clock.");
        _tickDuration = meter.CreateHistogram<double>("autoscaler.endpoint.tick.duration", "s", "From a feed's call to an endpoint to its answer, by the fleet's clock.");
        _queries = meter.CreateCounter<long>("autoscaler.feed.queries", "{query}", "Metric queries, by what came of the call that they were in.");
        _cost = meter.CreateCounter<double>("autoscaler.feed.cost", "{USD}", "What the answered metric queries cost, by the watch policy's price.");
        _plannedCost = meter.CreateUpDownCounter<double>("autoscaler.feed.cost.planned", "{USD}/mo", "What watching costs a month as often as endpoints are asked for now.");
    }

    internal void OnPolled(TimeSpan took) => _pollDuration.Record(took.TotalSeconds);

    internal void OnTicked(TimeSpan took, TickOutcome outcome) =>
        _tickDuration.Record(took.TotalSeconds, new KeyValuePair<string, object?>(TelemetryNames.Outcome, TelemetryNames.ValueOf(outcome)));

    internal void OnPaid(decimal usd) => _cost.Add((double)usd);

    internal void OnPlanned(double usdPerMonth) => _plannedCost.Add(usdPerMonth);

    internal void OnQueried(int queries, QueryOutcome outcome) =>
        _queries.Add(queries, new KeyValuePair<string, object?>(TelemetryNames.Outcome, TelemetryNames.ValueOf(outcome)));
}

