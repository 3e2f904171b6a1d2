using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Autoscaler.Grains.Journal;

namespace Autoscaler.Api.Tests.Kit;

/// <summary>Writes what happens to the store at once: the one in memory does not wait.</summary>
internal sealed class StoreJournal(IJournalStore store) : IFleetJournal
{
    public void Record(FleetEvent happened) => Done(store.AppendEventsAsync([happened], CancellationToken.None));

    public void RecordDemand(EndpointId endpoint, ComponentName component, in DemandPoint point) =>
        Done(store.AppendDemandAsync([new DemandRow(endpoint, component, point)], CancellationToken.None));

    private static void Done(Task task) => Assert.True(task.IsCompletedSuccessfully, "Expected a store that does not wait.");
}
