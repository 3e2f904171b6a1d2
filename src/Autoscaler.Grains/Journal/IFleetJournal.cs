using Autoscaler.Contracts.Journal;

namespace Autoscaler.Grains.Journal;

/// <summary>Takes what happens to endpoints. An implementation must not block and must not throw; it is called from within turns.</summary>
public interface IFleetJournal
{
    /// <summary>Takes one event.</summary>
    void Record(FleetEvent happened);
}
