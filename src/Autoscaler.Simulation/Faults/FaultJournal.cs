using System.Text.Json;
using Autoscaler.Cloud.Simulated;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Slots;
using Autoscaler.Grains.Journal;
using Autoscaler.Simulation.Faults.Checks;

namespace Autoscaler.Simulation.Faults;

/// <summary>Keeps the latest events of each endpoint, and counts all.</summary>
internal sealed class FaultJournal(TextWriter? log) : IFleetJournal
{
    // What an endpoint did in about the last ten minutes.
    private const int MaxEvents = 60;

    private readonly Dictionary<EndpointId, Queue<FleetEvent>> _latest = [];
    private readonly ImmutableArray<Finding>.Builder _findings = ImmutableArray.CreateBuilder<Finding>();

    /// <summary>Where what is told is looked at.</summary>
    public SimulatedCloud? Cloud { get; set; }

    /// <summary>What did not hold when it was told: nothing of an endpoint is live when its purge says so, and no launch fails because of a cache.</summary>
    public ImmutableArray<Finding> Findings => _findings.ToImmutable();

    /// <summary>Events told so far.</summary>
    public long Count { get; private set; }

    /// <summary>An event as a line.</summary>
    public static string Describe(FleetEvent happened) => JsonSerializer.Serialize(happened, AutoscalerJson.Options);

    /// <summary>The latest events of an endpoint, oldest first.</summary>
    public ImmutableArray<FleetEvent> HistoryOf(EndpointId endpoint) => _latest.TryGetValue(endpoint, out var events) ? [.. events] : [];

    private void Check(FleetEvent happened)
    {
        if (happened is PurgeCompleted { Receipt.Scope: PurgeScope.Endpoint } purged)
        {
            _findings.AddRange((Cloud?.ReadLive(purged.Endpoint) ?? []).Select(live => new Finding(
                PurgeCheck.Name, purged.Endpoint, null, $"nothing of the endpoint live when receipt {purged.Receipt.Number} was written", $"{live.Kind} {live.Id}", happened.At)));
        }
        else if (happened is SlotPhaseChanged { Failure.Kind: SlotFailureKind.SnapshotGone } failed)
        {
            _findings.Add(new Finding(LaunchCheck.Name, failed.Endpoint, failed.Slot, "a launch that goes on without what its cache has lost", failed.Failure!.Detail, happened.At));
        }
    }

    public void Record(FleetEvent happened)
    {
        Count++;
        log?.WriteLine(Describe(happened));
        if (!_latest.TryGetValue(happened.Endpoint, out var events))
        {
            _latest.Add(happened.Endpoint, events = new Queue<FleetEvent>());
        }

        if (events.Count == MaxEvents)
        {
            events.Dequeue();
        }

        events.Enqueue(happened);
        Check(happened);
    }
}
