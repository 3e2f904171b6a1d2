using Autoscaler.Contracts.History;

namespace Autoscaler.Dashboard.Live;

/// <summary>Reads an endpoint's past.</summary>
internal sealed class PastReader(IGrainFactory grains, TimeProvider clock, EndpointId id, TimeSpan span)
{
    /// <summary>Up to now.</summary>
    public Task<EndpointPast> ReadAsync(CancellationToken cancellationToken)
    {
        // To the step, so that what did not change is the same.
        var step = StepOf(span, TimeSpan.Zero);
        var now = clock.GetUtcNow();
        var to = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % step.Ticks) + step.Ticks, TimeSpan.Zero);
        return ReadAsync(grains, id, to - span, to, step, cancellationToken);
    }

    /// <summary>Any stretch.</summary>
    public static Task<EndpointPast> ReadAsync(IGrainFactory grains, TimeProvider clock, EndpointId id, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        ReadAsync(grains, id, from, to, StepOf(to - from, clock.GetUtcNow() - from), cancellationToken);

    private static async Task<EndpointPast> ReadAsync(
        IGrainFactory grains, EndpointId id, DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken cancellationToken)
    {
        var history = grains.GetGrain<IHistoryGrain>(HistoryScope.Of(id).ToString());
        var demand = await history.GetDemandAsync(new DemandQuery(null, from, to, step), cancellationToken);
        var decisions = await history.GetEventsAsync(
            new EventQuery { Kinds = EventKinds.Decision, From = from, To = to, Limit = EventQuery.MaxLimit }, cancellationToken);
        return new EndpointPast(from, to, demand, decisions.Entries);
    }

    // Fine steps for what is short enough to show them and young enough to have them.
    private static TimeSpan StepOf(TimeSpan span, TimeSpan age) => span <= DemandQuery.FineKept && age <= DemandQuery.FineKept ? DemandQuery.Fine : DemandQuery.Coarse;
}
