using Autoscaler.Contracts.History;

namespace Autoscaler.Dashboard.Live;

/// <summary>Reads what people changed lately.</summary>
internal sealed class ChangeReader(IGrainFactory grains, TimeProvider clock, TenantId? tenant)
{
    /// <summary>Changes of a page.</summary>
    public const int PageLength = 200;

    public async Task<ChangeList> ReadAsync(CancellationToken cancellationToken)
    {
        var history = grains.GetGrain<IHistoryGrain>(new HistoryScope(tenant, null).ToString());
        return new ChangeList(await history.GetChangesAsync(new ChangeQuery(null, PageLength), cancellationToken), Minute.Of(clock.GetUtcNow()));
    }
}
