using System.Diagnostics.Metrics;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Journal;

namespace Autoscaler.Grains.Telemetry;

/// <summary>Counts what becomes of cache entries, and what launches have of them.</summary>
public sealed class CacheInstruments
{
    private readonly Counter<long> _states;
    private readonly Counter<long> _lookups;
    private readonly Counter<double> _timeSaved;
    private readonly Counter<long> _bytesSaved;
    private readonly Counter<long> _checks;
    private readonly Histogram<double> _builds;
    private readonly Histogram<double> _purges;
    private readonly Counter<long> _orphans;

    /// <summary>The instruments.</summary>
    public CacheInstruments(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(TelemetryNames.Meter);
        _states = meter.CreateCounter<long>("autoscaler.cache.entries", "{transition}", "States that cache entries entered.");
        _lookups = meter.CreateCounter<long>("autoscaler.cache.lookups", "{content}", "Images and weights that launches asked a cache for: hit or miss.");
        _timeSaved = meter.CreateCounter<double>("autoscaler.cache.saved.duration", "s", "Time that hits save against pulls, by the start-up model.");
        _bytesSaved = meter.CreateCounter<long>("autoscaler.cache.saved.size", "By", "Bytes that hits do not pull.");
        _checks = meter.CreateCounter<long>("autoscaler.cache.checks", "{volume}", "Restored volumes that instances looked at when they booted: sound or unsound.");
        _builds = meter.CreateHistogram<double>("autoscaler.cache.build.duration", "s", "Builds of entries, from the claim of a builder until they are ready or have failed, by the fleet's clock.");
        _purges = meter.CreateHistogram<double>("autoscaler.cache.purge.duration", "s", "Purges, from their order to their receipt, by the fleet's clock.");
        _orphans = meter.CreateCounter<long>("autoscaler.cache.orphans", "{resource}", "Things that carried an endpoint's tag and were nobody's, and were deleted.");
    }

    internal void OnEntered(CacheEntryChanged changed) =>
        _states.Add(1, new KeyValuePair<string, object?>(TelemetryNames.State, TelemetryNames.ValueOf(changed.Entry.State)));

    internal void OnLookedUp(int hits, int misses)
    {
        Count(_lookups, hits, "hit");
        Count(_lookups, misses, "miss");
    }

    internal void OnSaved(TimeSpan time, ByteCount bytes)
    {
        _timeSaved.Add(time.TotalSeconds);
        _bytesSaved.Add(bytes.Value);
    }

    internal void OnChecked(VolumeCheck check) => Count(_checks, 1, check.IsSound ? "sound" : "unsound");

    internal void OnBuilt(TimeSpan took, bool isReady) =>
        _builds.Record(took.TotalSeconds, new KeyValuePair<string, object?>(TelemetryNames.Outcome, isReady ? "ready" : "failed"));

    internal void OnPurged(PurgeReceipt receipt) => _purges.Record((receipt.EndedAt - receipt.BeganAt).TotalSeconds);

    internal void OnDeleted(OrphanDeleted orphan) => _orphans.Add(1, new KeyValuePair<string, object?>(TelemetryNames.Kind, TelemetryNames.ValueOf(orphan.Kind)));

    private static void Count(Counter<long> counter, long count, string outcome)
    {
        if (count > 0)
        {
            counter.Add(count, new KeyValuePair<string, object?>(TelemetryNames.Outcome, outcome));
        }
    }
}
