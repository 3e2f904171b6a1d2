using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Autoscaler.Grains.Journal;

namespace Autoscaler.SiloHost.Journal;

/// <summary>Passes what the grains tell on to everybody who wants to know.</summary>
/// <param name="journals">Those.</param>
internal sealed class HostJournal(params ImmutableArray<IFleetJournal> journals) : IFleetJournal
{
    public void Record(FleetEvent happened)
    {
        foreach (var journal in journals)
        {
            journal.Record(happened);
        }
    }

    public void RecordDemand(EndpointId endpoint, ComponentName component, in DemandPoint point)
    {
        foreach (var journal in journals)
        {
            journal.RecordDemand(endpoint, component, point);
        }
    }
}
