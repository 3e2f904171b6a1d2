using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;

namespace Autoscaler.Dashboard.Live;

/// <summary>Reads an endpoint and follows its journal.</summary>
internal sealed class EndpointReader(IGrainFactory grains, TimeProvider clock, EndpointId id)
{
    private const int MaxDecisions = 50;
    private const int MaxStarts = 40;
    private const int CopyEventsAtFirst = 400;
    private const EventKinds DecisionKinds = EventKinds.Decision | EventKinds.Hold;

    private readonly IEndpointGrain _endpoint = grains.GetGrain<IEndpointGrain>(id.ToString());
    private readonly IHistoryGrain _history = grains.GetGrain<IHistoryGrain>(HistoryScope.Of(id).ToString());
    private ImmutableArray<JournalEntry> _decisions = [];
    private ImmutableArray<JournalEntry> _starts = [];
    private long? _newest;

    public async Task<EndpointSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        var view = await _endpoint.GetViewAsync(cancellationToken);
        if (_newest is null)
        {
            await BeginAsync(cancellationToken);
        }
        else
        {
            await GoOnAsync(cancellationToken);
        }

        return new EndpointSnapshot(view, _decisions, _starts, clock.GetUtcNow());
    }

    /// <summary>Whether an event tells of a copy's start from its beginning to its end.</summary>
    public static bool IsStart(FleetEvent happened) => happened is CopyPhaseChanged { TimeToReady: not null };

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        var decisions = await _history.GetEventsAsync(new EventQuery { Kinds = DecisionKinds, Limit = MaxDecisions }, cancellationToken);
        // What comes between the two is read again, and known already.
        var copies = await _history.GetEventsAsync(new EventQuery { Kinds = EventKinds.Copy, Limit = CopyEventsAtFirst }, cancellationToken);
        _decisions = decisions.Entries;
        _starts = [.. copies.Entries.Where(static entry => IsStart(entry.Event)).Take(MaxStarts)];
        _newest = decisions.Newest;
    }

    private async Task GoOnAsync(CancellationToken cancellationToken)
    {
        EventPage page;
        do
        {
            var query = new EventQuery { After = _newest, Kinds = DecisionKinds | EventKinds.Copy, Limit = EventQuery.MaxLimit };
            page = await _history.GetEventsAsync(query, cancellationToken);
            foreach (var entry in page.Entries)
            {
                _decisions = entry.Event is DecisionMade or HoldsEnded ? Newer(entry, _decisions, MaxDecisions) : _decisions;
                _starts = IsStart(entry.Event) ? Newer(entry, _starts, MaxStarts) : _starts;
                _newest = entry.Number;
            }
        }
        while (page.HasMore);
    }

    private static ImmutableArray<JournalEntry> Newer(JournalEntry entry, ImmutableArray<JournalEntry> known, int most) =>
        known is [var newest, ..] && newest.Number >= entry.Number ? known : [entry, .. known.Take(most - 1)];
}
