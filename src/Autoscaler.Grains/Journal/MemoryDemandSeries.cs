using Autoscaler.Contracts.History;

namespace Autoscaler.Grains.Journal;

/// <summary>A component's past in memory: its fine steps, and the minutes that they make.</summary>
internal sealed class MemoryDemandSeries
{
    private readonly SortedDictionary<long, DemandCell> _fine = [];
    private readonly SortedDictionary<long, DemandCell> _coarse = [];

    public bool IsEmpty => _coarse.Count == 0;

    public void Add(in DemandPoint point)
    {
        var fine = DemandSteps.FineOf(point.Start);
        _fine[fine] = _fine.GetValueOrDefault(fine).With(DemandCell.Of(point));

        var minute = DemandSteps.MinuteOf(point.Start);
        Span<DemandCell> steps = new DemandCell[DemandSteps.FineOfMinute];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = _fine.GetValueOrDefault((minute * DemandSteps.FineOfMinute) + i);
        }

        _coarse[minute] = DemandCell.Fold(steps);
    }

    public ImmutableArray<DemandPoint> Read(TimeSpan step, long from, long until)
    {
        var isFine = step == DemandQuery.Fine;
        return
        [
            .. (isFine ? _fine : _coarse).Where(one => one.Key >= from && one.Key < until && !one.Value.IsEmpty)
                .Select(one => one.Value.ToPoint(isFine ? DemandSteps.StartOfFine(one.Key) : DemandSteps.StartOfMinute(one.Key))),
        ];
    }

    /// <summary>Lets go what is before these minutes; fine steps go by whole minutes, so that a late one still finds the others of its minute.</summary>
    public void Prune(long oldestFineMinute, long oldestMinute)
    {
        Prune(_fine, oldestFineMinute * DemandSteps.FineOfMinute);
        Prune(_coarse, oldestMinute);
    }

    private static void Prune(SortedDictionary<long, DemandCell> cells, long oldest)
    {
        while (cells.Count > 0 && cells.First().Key is var first && first < oldest)
        {
            cells.Remove(first);
        }
    }
}
