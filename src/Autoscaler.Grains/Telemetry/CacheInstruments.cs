using System.Diagnostics.Metrics;
using Autoscaler.Contracts.Journal;

namespace Autoscaler.Grains.Telemetry;

/// <summary>Counts what becomes of cache entries.</summary>
public sealed class CacheInstruments
{
    private readonly Counter<long> _states;

    /// <summary>The instruments.</summary>
    public CacheInstruments(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _states = meters.Create(TelemetryNames.Meter).CreateCounter<long>("autoscaler.cache.entries", "{transition}", "States that cache entries entered.");
    }

    internal void OnEntered(CacheEntryChanged changed) =>
        _states.Add(1, new KeyValuePair<string, object?>(TelemetryNames.State, TelemetryNames.ValueOf(changed.Entry.State)));
}
