using Autoscaler.Contracts.History;

namespace Autoscaler.Dashboard.Live;

/// <summary>Reads an endpoint's last hour.</summary>
internal sealed class SparklineReader(IGrainFactory grains, TimeProvider clock, EndpointId id)
{
    public async Task<Sparkline> ReadAsync(CancellationToken cancellationToken)
    {
        var to = Minute.Of(clock.GetUtcNow()) + DemandQuery.Coarse;
        var from = to - (Sparkline.Points * DemandQuery.Coarse);
        var history = grains.GetGrain<IHistoryGrain>(HistoryScope.Of(id).ToString());
        return Sparkline.Of(await history.GetDemandAsync(new DemandQuery(null, from, to, DemandQuery.Coarse), cancellationToken), from);
    }
}
