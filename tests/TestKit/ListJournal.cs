using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Journal;
using Autoscaler.Grains.Journal;

namespace Autoscaler.TestKit;

/// <summary>Keeps what happens.</summary>
public sealed class ListJournal : IFleetJournal
{
    private readonly List<FleetEvent> _events = [];

    public IReadOnlyList<FleetEvent> Events => _events;

    public IEnumerable<ScalingDecision> Decisions => _events.OfType<DecisionMade>().Select(made => made.Decision);

    public void Record(FleetEvent happened) => _events.Add(happened);
}
