namespace Autoscaler.Cloud.Simulated.Traffic;

/// <summary>
/// Finds when true demand first passed what was ready or coming, and when a decision answered it. It keeps, for each count of copies above the supply, since when demand
/// has called for it: a decision that answers a part leaves the rest waiting since its own time. Demand of single requests flickers; a count is dropped only when demand
/// stayed below it for a metric period, and a crossing that is dropped before any decision is counted.
/// </summary>
internal sealed class SupplyWatch
{
    // Decisions that answer a crossing are few: thousands in a trace of weeks.
    private const int MaxAnswered = 100_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly List<DemandCrossing> _answered = [];

    // For supply + 1, supply + 2, …; once demand is below a count, it is below those after it.
    private readonly List<Level> _levels = [];
    private int? _supplied;

    public IReadOnlyList<DemandCrossing> Answered => _answered;

    public int TakenBack { get; private set; }

    /// <summary>Demand changed.</summary>
    public void Observe(int demandCopies, DateTimeOffset now)
    {
        if (_supplied is { } supplied)
        {
            Expire(now);
            Track(demandCopies - supplied, now);
        }
    }

    /// <summary>A decision acted, and this is now ready or coming.</summary>
    public void Note(int readyAndComing, int demandCopies, DateTimeOffset now)
    {
        Expire(now);
        var rise = readyAndComing - _supplied;
        if (rise > 0 && _levels.Count > 0)
        {
            if (_answered.Count < MaxAnswered)
            {
                _answered.Add(new DemandCrossing(_levels[0].Since, now, demandCopies, readyAndComing));
            }

            _levels.RemoveRange(0, Math.Min(rise.Value, _levels.Count));
        }
        else if (rise < 0)
        {
            _levels.InsertRange(0, Enumerable.Repeat(new Level(now, now), -rise.Value));
        }

        _supplied = readyAndComing;
        Track(demandCopies - readyAndComing, now);
    }

    private void Track(int missing, DateTimeOffset now)
    {
        // From where demand stands, up and down as far as something changes.
        for (var i = Math.Max(0, missing); i < _levels.Count && _levels[i].BelowSince is null; i++)
        {
            _levels[i] = _levels[i] with { BelowSince = now };
        }

        for (var i = Math.Min(missing, _levels.Count) - 1; i >= 0 && _levels[i].BelowSince is not null; i--)
        {
            _levels[i] = _levels[i] with { BelowSince = null };
        }

        while (_levels.Count < missing)
        {
            _levels.Add(new Level(now, null));
        }
    }

    private void Expire(DateTimeOffset now)
    {
        while (_levels is [.., var last] && now - last.BelowSince >= Patience)
        {
            _levels.RemoveAt(_levels.Count - 1);
            TakenBack += _levels.Count == 0 ? 1 : 0;
        }
    }

    private readonly record struct Level(DateTimeOffset Since, DateTimeOffset? BelowSince);
}

/// <summary>True demand passed what was ready or coming, and a decision raised the supply.</summary>
/// <param name="CrossedAt">When demand first passed it, UTC.</param>
/// <param name="AnsweredAt">When the decision acted, UTC.</param>
/// <param name="DemandCopies">Copies needed when it acted.</param>
/// <param name="SuppliedCopies">Copies ready or coming after it.</param>
public readonly record struct DemandCrossing(DateTimeOffset CrossedAt, DateTimeOffset AnsweredAt, int DemandCopies, int SuppliedCopies);
