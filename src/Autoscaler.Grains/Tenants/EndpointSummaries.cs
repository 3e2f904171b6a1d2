using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Fleets;

namespace Autoscaler.Grains.Tenants;

/// <summary>How the endpoints of a tenant are, as they last told; whom it has not heard of, it asks. Kept in memory.</summary>
/// <param name="tenant">The tenant.</param>
/// <param name="grains">Reaches the endpoints.</param>
/// <param name="clock">The time that waiting is measured by.</param>
/// <param name="patience">How long to wait for all who are asked together: one that is stuck must not keep the others from being listed.</param>
/// <param name="onSilent">Is told of each that did not answer.</param>
internal sealed class EndpointSummaries(TenantId tenant, IGrainFactory grains, TimeProvider clock, TimeSpan patience, Action<EndpointId, Exception> onSilent)
{
    // Endpoints are asked so many at a time.
    private const int MaxParallelViews = 32;

    private readonly Dictionary<string, EndpointSummary> _known = new(StringComparer.Ordinal);

    /// <summary>An endpoint as it is known to be: one that did not answer is unknown; null for one that says it is absent.</summary>
    public EndpointSummary? Find(string name) =>
        !_known.TryGetValue(name, out var known) ? new EndpointSummary { Id = new EndpointId(tenant, name), Phase = EndpointPhase.Active, Version = 0, IsUnknown = true }
        : known.Phase == EndpointPhase.Absent ? null
        : known;

    /// <summary>Records what an endpoint told; what comes later than something newer is left out.</summary>
    public void Record(EndpointSummary told)
    {
        if (!_known.TryGetValue(told.Id.Name, out var known) || known.Version <= told.Version)
        {
            _known[told.Id.Name] = told;
        }
    }

    /// <summary>Forgets an endpoint.</summary>
    public void Forget(string name) => _known.Remove(name);

    /// <summary>Asks those of whom nothing is known, or who were absent when they were last asked: an endpoint may be made at any time.</summary>
    public async Task LearnAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var unknown = names.Where(name => !_known.TryGetValue(name, out var known) || known.Phase == EndpointPhase.Absent).ToList();
        var startedAt = clock.GetTimestamp();
        foreach (var some in unknown.Chunk(MaxParallelViews))
        {
            var left = patience - clock.GetElapsedTime(startedAt);
            if (left <= TimeSpan.Zero)
            {
                return;
            }

            await Task.WhenAll(some.Select(name => AskAsync(name, left, cancellationToken)));
        }
    }

    /// <summary>Asks an endpoint whether it is there. Null where it does not answer.</summary>
    public async Task<bool?> IsThereAsync(string name, CancellationToken cancellationToken)
    {
        _known.Remove(name);
        await AskAsync(name, patience, cancellationToken);
        bool? isThere = _known.TryGetValue(name, out var known) ? known.Phase != EndpointPhase.Absent : null;
        if (isThere == false)
        {
            // It need not be on the list, and what is not is not remembered.
            _known.Remove(name);
        }

        return isThere;
    }

    private async Task AskAsync(string name, TimeSpan atMost, CancellationToken cancellationToken)
    {
        var id = new EndpointId(tenant, name);
        try
        {
            var view = await grains.GetGrain<IEndpointGrain>(id.ToString()).GetViewAsync(cancellationToken).AsTask().WaitAsync(atMost, clock, cancellationToken);
            Record(EndpointSummary.Of(view));
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // It is listed as unknown, and asked again the next time.
            onSilent(id, e);
        }
    }
}
