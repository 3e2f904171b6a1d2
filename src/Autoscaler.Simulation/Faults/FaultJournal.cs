using System.Text.Json;
using Autoscaler.Contracts.Journal;
using Autoscaler.Grains.Journal;

namespace Autoscaler.Simulation.Faults;

/// <summary>Keeps the latest events of each endpoint, and counts all.</summary>
internal sealed class FaultJournal(TextWriter? log) : IFleetJournal
{
    // What an endpoint did in about the last ten minutes.
    private const int MaxEvents = 60;

    private readonly Dictionary<EndpointId, Queue<FleetEvent>> _latest = [];

    /// <summary>Events told so far.</summary>
    public long Count { get; private set; }

    /// <summary>The latest events of an endpoint, oldest first, a line each.</summary>
    public ImmutableArray<string> HistoryOf(EndpointId endpoint) =>
        _latest.TryGetValue(endpoint, out var events) ? [.. events.Select(happened => JsonSerializer.Serialize(happened, AutoscalerJson.Options))] : [];

    public void Record(FleetEvent happened)
    {
        Count++;
        log?.WriteLine(JsonSerializer.Serialize(happened, AutoscalerJson.Options));
        if (!_latest.TryGetValue(happened.Endpoint, out var events))
        {
            _latest.Add(happened.Endpoint, events = new Queue<FleetEvent>());
        }

        if (events.Count == MaxEvents)
        {
            events.Dequeue();
        }

        events.Enqueue(happened);
    }
}
