using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;

namespace Autoscaler.Grains.Journal;

/// <summary>Takes what happens to endpoints. An implementation must not block and must not throw; it is called from within turns.</summary>
public interface IFleetJournal
{
    /// <summary>Takes one event.</summary>
    void Record(FleetEvent happened);

    /// <summary>Takes what was learned of one component at one time; the same time may be told again, with more. Who keeps no demand leaves it out.</summary>
    void RecordDemand(EndpointId endpoint, ComponentName component, in DemandPoint point)
    {
    }
}
