using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.History;

namespace Autoscaler.Dashboard.Live;

/// <summary>Reads what the cloud refused lately, and which components may launch nothing.</summary>
internal sealed class CapacityReader(IGrainFactory grains, TimeProvider clock, TimeProvider time, TenantId? tenant)
{
    private const int MaxRefused = 100;

    public async Task<CapacityNews> ReadAsync(CancellationToken cancellationToken)
    {
        var avoided = tenant is null ? await grains.GetGrain<ICapacityMemoryGrain>(ICapacityMemoryGrain.Key).GetSnapshotAsync(cancellationToken) : null;
        var history = grains.GetGrain<IHistoryGrain>(new HistoryScope(tenant, null).ToString());
        var refused = await history.GetEventsAsync(new EventQuery { Kinds = EventKinds.Capacity, Limit = MaxRefused }, cancellationToken);
        var endpoints = await EndpointLists.ReadAsync(grains, tenant, cancellationToken);
        var (stopped, unknown) = await EndpointViewsReader.GatherAsync(
            endpoints.Where(static endpoint => endpoint.StoppedComponents > 0).Select(static endpoint => endpoint.Id), grains, time, cancellationToken);
        return new CapacityNews(avoided, refused.Entries, [.. stopped.SelectMany(StoppedOf)], unknown, Minute.Of(clock.GetUtcNow()));
    }

    private static IEnumerable<StoppedEndpoint> StoppedOf(EndpointView view) =>
        from component in view.Components
        where component.LaunchesStopped
        let spec = view.Spec?.Find(component.Name)
        where spec is not null
        select new StoppedEndpoint(view.Id, component.Name, spec.Policy.Runaway.MaxFailures, spec.Policy.Runaway.Window, LastFailureOf(view, component.Name));

    private static string? LastFailureOf(EndpointView view, ComponentName component) =>
        view.Slots.SelectMany(static slot => slot.Copies).Where(copy => copy.Id.Component == component && copy.Failure is not null)
            .OrderByDescending(static copy => copy.PhaseEnteredAt).Select(static copy => copy.Failure).FirstOrDefault()
        ?? view.Slots.Select(static slot => slot.Failure).Where(static failure => failure is not null).OrderByDescending(static failure => failure!.At)
            .Select(static failure => failure!.Detail).FirstOrDefault();
}
