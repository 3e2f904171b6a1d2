using System.Diagnostics.Metrics;
using Autoscaler.Contracts.Decisions;

namespace Autoscaler.Grains.Telemetry;

/// <summary>Counts what endpoints decide.</summary>
public sealed class DecisionInstruments
{
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _components;
    private readonly Counter<long> _placed;
    private readonly Counter<long> _drained;
    private readonly Counter<long> _released;

    /// <summary>The instruments.</summary>
    public DecisionInstruments(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(TelemetryNames.Meter);
        _duration = meter.CreateHistogram<double>("autoscaler.decision.duration", "s", "The making of a decision, holds included, by the fleet's clock.");
        _decisions = meter.CreateCounter<long>("autoscaler.decision.acting", "{decision}", "Decisions that changed something.");
        _components = meter.CreateCounter<long>("autoscaler.decision.components", "{component}", "Components in decisions that changed something, by why and by what held them.");
        _placed = meter.CreateCounter<long>("autoscaler.copy.placements", "{copy}", "Copies placed, by class of place.");
        _drained = meter.CreateCounter<long>("autoscaler.copy.drains", "{copy}", "Copies drained, by why.");
        _released = meter.CreateCounter<long>("autoscaler.instance.releases", "{instance}", "Instances let go, by why.");
    }

    internal void OnDecided(TimeSpan took) => _duration.Record(took.TotalSeconds);

    internal void OnMade(ScalingDecision decision)
    {
        _decisions.Add(1);
        foreach (var component in decision.Components)
        {
            _components.Add(
                1,
                new KeyValuePair<string, object?>(TelemetryNames.Reason, TelemetryNames.ValueOf(component.Reason)),
                new KeyValuePair<string, object?>(TelemetryNames.Limit, TelemetryNames.ValueOf(component.Limit)));
        }

        foreach (var placement in decision.Placements)
        {
            _placed.Add(1, new KeyValuePair<string, object?>(TelemetryNames.Class, TelemetryNames.ValueOf(placement.Chosen.Class)));
        }

        foreach (var drain in decision.Drains)
        {
            _drained.Add(1, new KeyValuePair<string, object?>(TelemetryNames.Reason, TelemetryNames.ValueOf(drain.Reason)));
        }

        foreach (var release in decision.Releases)
        {
            _released.Add(1, new KeyValuePair<string, object?>(TelemetryNames.Reason, TelemetryNames.ValueOf(release.Reason)));
        }
    }
}
