using System.Diagnostics.Metrics;

namespace Autoscaler.Journal;

/// <summary>What the journal counts.</summary>
internal sealed class JournalInstruments
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Autoscaler.Journal";

    private const string KindTag = "kind";

    private readonly Counter<long> _written;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _failures;

    public JournalInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _written = meter.CreateCounter<long>("autoscaler.journal.record.written", "{record}", "Events and points of demand that the journal's store took.");
        _dropped = meter.CreateCounter<long>("autoscaler.journal.record.dropped", "{record}", "Events and points of demand that were lost: too many waited, or the end came.");
        _failures = meter.CreateCounter<long>("autoscaler.journal.write.failed", "{write}", "Writes that the journal's store refused.");
    }

    public void OnWritten(string kind, long count) => _written.Add(count, new KeyValuePair<string, object?>(KindTag, kind));

    public void OnDropped(string kind, long count) => _dropped.Add(count, new KeyValuePair<string, object?>(KindTag, kind));

    public void OnFailed() => _failures.Add(1);
}
