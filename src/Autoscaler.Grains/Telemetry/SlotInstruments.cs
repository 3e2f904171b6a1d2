using System.Diagnostics.Metrics;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Grains.Telemetry;

/// <summary>Counts what becomes of instances and of the copies on them.</summary>
public sealed class SlotInstruments
{
    private readonly Counter<long> _phases;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _images;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _copies;
    private readonly Histogram<double> _timeToReady;

    /// <summary>The instruments.</summary>
    public SlotInstruments(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(TelemetryNames.Meter);
        _phases = meter.CreateCounter<long>("autoscaler.slot.phases", "{transition}", "Phases that slots entered.");
        _failures = meter.CreateCounter<long>("autoscaler.slot.failures", "{failure}", "Launches and instances that failed, by kind.");
        _images = meter.CreateCounter<long>("autoscaler.launch.images", "{image}", "Images of instances that boot, by where they come from.");
        _refusals = meter.CreateCounter<long>("autoscaler.pool.refusals", "{pool}", "Pools that had no capacity for a launch.");
        _copies = meter.CreateCounter<long>("autoscaler.copy.phases", "{transition}", "Phases that copies entered, as far as their slots saw them.");
        _timeToReady = meter.CreateHistogram<double>("autoscaler.copy.ready.duration", "s", "From a copy's order to its readiness, by the fleet's clock.");
    }

    internal void OnEntered(SlotPhaseChanged changed)
    {
        _phases.Add(1, new KeyValuePair<string, object?>(TelemetryNames.Phase, TelemetryNames.ValueOf(changed.Phase)));
        if (changed.Phase == SlotPhase.Booting)
        {
            foreach (var image in changed.Images)
            {
                _images.Add(1, new KeyValuePair<string, object?>(TelemetryNames.Source, TelemetryNames.ValueOf<StartupMechanism>(image.Mechanism)));
            }
        }

        // A failure is told with every later phase of its generation; it came with the one that ends the instance.
        if (changed.Failure is { } failure && failure.Generation == changed.Generation && changed.Phase is SlotPhase.Terminating or SlotPhase.Vacant && failure.At >= changed.At)
        {
            _failures.Add(1, new KeyValuePair<string, object?>(TelemetryNames.Kind, TelemetryNames.ValueOf(failure.Kind)));
        }
    }

    internal void OnEntered(CopyPhaseChanged changed)
    {
        _copies.Add(1, new KeyValuePair<string, object?>(TelemetryNames.Phase, TelemetryNames.ValueOf(changed.Copy.Phase)));
        if (changed.TimeToReady is { } took)
        {
            _timeToReady.Record(took.TotalSeconds);
        }
    }

    internal void OnRefused(LaunchRefused refused) => _refusals.Add(refused.Pools.Length);
}
