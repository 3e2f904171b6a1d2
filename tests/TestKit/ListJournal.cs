using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Autoscaler.Grains.Journal;

namespace Autoscaler.TestKit;

/// <summary>Keeps what happens.</summary>
public sealed class ListJournal : IFleetJournal
{
    private readonly List<FleetEvent> _events = [];
    private readonly List<DemandRow> _demand = [];

    public IReadOnlyList<FleetEvent> Events => _events;

    public IEnumerable<ScalingDecision> Decisions => _events.OfType<DecisionMade>().Select(made => made.Decision);

    public IReadOnlyList<DemandRow> Demand => _demand;

    public void RecordDemand(EndpointId endpoint, ComponentName component, in DemandPoint point) => _demand.Add(new DemandRow(endpoint, component, point));

    public void Record(FleetEvent happened) => _events.Add(happened);
}
