using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;

namespace Autoscaler.Dashboard.Live;

/// <summary>Follows starts and placements in a history: the newest at first, then what comes.</summary>
internal sealed class TrendReader(IHistoryGrain history, TimeProvider clock)
{
    private const int MaxPages = 5;
    private const int MaxKept = 20_000;
    private const EventKinds Kinds = EventKinds.Decision | EventKinds.Copy;

    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    private readonly List<(DateTimeOffset At, TimeSpan Took)> _starts = [];
    private readonly List<(DateTimeOffset At, PlacementClass Class)> _placed = [];
    private long? _newest;

    public async Task<FleetTrends> ReadAsync(CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - Window;
        if (_newest is null)
        {
            await BeginAsync(since, cancellationToken);
        }
        else
        {
            await GoOnAsync(cancellationToken);
        }

        Forget(_starts, since, static start => start.At);
        Forget(_placed, since, static placed => placed.At);
        return Trends();
    }

    private async Task BeginAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        // One that failed begins anew.
        _starts.Clear();
        _placed.Clear();
        long? before = null;
        long? newest = null;
        for (var i = 0; i < MaxPages; i++)
        {
            var page = await history.GetEventsAsync(new EventQuery { Before = before, From = since, Kinds = Kinds, Limit = EventQuery.MaxLimit }, cancellationToken);
            newest ??= page.Newest;
            foreach (var entry in page.Entries)
            {
                Take(entry.Event);
            }

            if (!page.HasMore)
            {
                break;
            }

            before = page.Entries[^1].Number;
        }

        _starts.Reverse();
        _placed.Reverse();
        _newest = newest;
    }

    private async Task GoOnAsync(CancellationToken cancellationToken)
    {
        EventPage page;
        do
        {
            page = await history.GetEventsAsync(new EventQuery { After = _newest, Kinds = Kinds, Limit = EventQuery.MaxLimit }, cancellationToken);
            foreach (var entry in page.Entries)
            {
                Take(entry.Event);
                _newest = entry.Number;
            }
        }
        while (page.HasMore);
    }

    private void Take(FleetEvent happened)
    {
        switch (happened)
        {
            case CopyPhaseChanged { TimeToReady: { } took }:
                _starts.Add((happened.At, took));
                break;
            case DecisionMade made:
                _placed.AddRange(made.Decision.Placements.Select(placement => (happened.At, placement.Chosen.Class)));
                break;
        }
    }

    private static void Forget<T>(List<T> kept, DateTimeOffset since, Func<T, DateTimeOffset> at)
    {
        var old = kept.FindIndex(one => at(one) >= since);
        kept.RemoveRange(0, old < 0 ? kept.Count : Math.Max(old, kept.Count - MaxKept));
    }

    private FleetTrends Trends()
    {
        var took = _starts.Select(static start => start.Took).Order().ToList();
        return new FleetTrends
        {
            Newest = _newest ?? 0,
            Starts = took.Count,
            MedianToReady = Quantiles.Of(took, 0.5),
            SlowToReady = Quantiles.Of(took, 0.95),
            Placed = _placed.Count,
            DiskHits = _placed.Count(static placed => placed.Class is PlacementClass.WarmWithWeights or PlacementClass.WarmWithImage),
            SnapshotHits = _placed.Count(static placed => placed.Class == PlacementClass.NewFromCache),
            Pulls = _placed.Count(static placed => placed.Class is PlacementClass.NewFromRegistry or PlacementClass.WarmBare),
        };
    }
}
