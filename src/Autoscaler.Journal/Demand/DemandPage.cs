using Autoscaler.Contracts.History;
using Autoscaler.Grains.Journal;
using Autoscaler.Journal.Sqlite;

namespace Autoscaler.Journal.Demand;

/// <summary>Puts together what a query asks for: what is written, and the minutes that are not.</summary>
/// <param name="query">The query.</param>
/// <param name="from">The first step, by its number.</param>
/// <param name="until">The step behind the last.</param>
/// <param name="open">What is not written of the endpoint.</param>
internal sealed class DemandPage(DemandQuery query, long from, long until, ImmutableArray<OpenMinute> open)
{
    private readonly SortedDictionary<ComponentName, SortedDictionary<long, DemandCell>> _series = [];
    private readonly ImmutableArray<OpenMinute> _open = query.Component is { } component ? open.RemoveAll(minute => minute.Component != component) : open;

    private bool IsFine => query.Step == DemandQuery.Fine;

    /// <summary>Reads what is written.</summary>
    public bool Read(EndpointId endpoint, DemandTables tables)
    {
        if (IsFine)
        {
            var blocks = tables.ReadFine(
                endpoint, query.Component, from / DemandSteps.FineOfMinute, (until + DemandSteps.FineOfMinute - 1) / DemandSteps.FineOfMinute);
            AddFine(blocks);
        }
        else
        {
            var (hours, minutes) = tables.ReadCoarse(endpoint, query.Component, from, until, _open);
            hours.ForEach(Add);
            AddMinutes(minutes);
        }

        return true;
    }

    /// <summary>The page.</summary>
    public DemandHistory ToHistory() => new(
        query.Step,
        [
            .. _series.Select(series => new DemandSeries(
                series.Key,
                [.. series.Value.Select(step => step.Value.ToPoint(IsFine ? DemandSteps.StartOfFine(step.Key) : DemandSteps.StartOfMinute(step.Key)))])),
        ]);

    private void AddFine(List<DemandBlock> blocks)
    {
        blocks.ForEach(Add);
        foreach (var minute in _open)
        {
            for (var i = 0; i < minute.Cells.Length; i++)
            {
                Add(minute.Component, (minute.Minute * DemandSteps.FineOfMinute) + i, minute.Cells[i], merges: true);
            }
        }
    }

    // What is known of a minute's fine steps is the minute, whatever the hour's row says.
    private void AddMinutes(List<DemandBlock> blocks)
    {
        var minutes = new Dictionary<(ComponentName, long), DemandCell[]>();
        foreach (var block in blocks)
        {
            minutes[(block.Component, block.First / DemandSteps.FineOfMinute)] = block.Cells;
        }

        foreach (var minute in _open)
        {
            if (!minutes.TryGetValue((minute.Component, minute.Minute), out var cells))
            {
                minutes[(minute.Component, minute.Minute)] = cells = new DemandCell[DemandSteps.FineOfMinute];
            }

            minute.AddTo(cells);
        }

        foreach (var ((component, minute), cells) in minutes)
        {
            Add(component, minute, DemandCell.Fold(cells), merges: false);
        }
    }

    private void Add(DemandBlock block)
    {
        for (var i = 0; i < block.Cells.Length; i++)
        {
            Add(block.Component, block.First + i, block.Cells[i], merges: false);
        }
    }

    private void Add(ComponentName component, long step, in DemandCell cell, bool merges)
    {
        if (cell.IsEmpty || step < from || step >= until)
        {
            return;
        }

        if (!_series.TryGetValue(component, out var series))
        {
            _series[component] = series = [];
        }

        series[step] = merges ? series.GetValueOrDefault(step).With(cell) : cell;
    }
}
