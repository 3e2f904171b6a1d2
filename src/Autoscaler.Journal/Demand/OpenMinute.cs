using Autoscaler.Grains.Journal;

namespace Autoscaler.Journal.Demand;

/// <summary>A minute of a component as far as it was told since the minute was last written.</summary>
internal sealed class OpenMinute(EndpointId endpoint, ComponentName component, long minute)
{
    private readonly DemandCell[] _cells = new DemandCell[DemandSteps.FineOfMinute];

    public EndpointId Endpoint { get; } = endpoint;

    public ComponentName Component { get; } = component;

    public long Minute { get; } = minute;

    /// <summary>Whether it is being written, so that nothing is added to it.</summary>
    public bool IsLeaving { get; set; }

    public ReadOnlySpan<DemandCell> Cells => _cells;

    public void Add(long fine, in DemandCell cell)
    {
        ref var known = ref _cells[fine - (Minute * DemandSteps.FineOfMinute)];
        known = known.With(cell);
    }

    /// <summary>Adds what is known here to what another place knows of the same minute.</summary>
    public void AddTo(Span<DemandCell> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = cells[i].With(_cells[i]);
        }
    }

    public void Add(OpenMinute other) => other.AddTo(_cells);
}
