namespace Autoscaler.Cloud.Simulated.Traffic;

/// <summary>
/// Finds when true demand first passed what was ready or coming, and when a decision answered it. A crossing that demand takes back before any decision is counted
/// and dropped; a decision that does not raise the supply answers nothing.
/// </summary>
internal sealed class SupplyWatch
{
    // Decisions that answer a crossing are few: thousands in a trace of weeks.
    private const int MaxAnswered = 100_000;

    private readonly List<DemandCrossing> _answered = [];
    private int? _supplied;
    private DateTimeOffset? _crossedAt;

    public IReadOnlyList<DemandCrossing> Answered => _answered;

    public int TakenBack { get; private set; }

    /// <summary>Demand changed.</summary>
    public void Observe(int demandCopies, DateTimeOffset now)
    {
        if (demandCopies > _supplied)
        {
            _crossedAt ??= now;
        }
        else if (_crossedAt is not null)
        {
            _crossedAt = null;
            TakenBack++;
        }
    }

    /// <summary>A decision acted, and this is now ready or coming.</summary>
    public void Note(int readyAndComing, int demandCopies, DateTimeOffset now)
    {
        if (_crossedAt is { } crossedAt && readyAndComing > _supplied)
        {
            if (_answered.Count < MaxAnswered)
            {
                _answered.Add(new DemandCrossing(crossedAt, now, demandCopies, readyAndComing));
            }

            _crossedAt = null;
        }

        _supplied = readyAndComing;
        _crossedAt = demandCopies > readyAndComing ? _crossedAt ?? now : null;
    }
}

/// <summary>True demand passed what was ready or coming, and a decision raised the supply.</summary>
/// <param name="CrossedAt">When demand first passed it, UTC.</param>
/// <param name="AnsweredAt">When the decision acted, UTC.</param>
/// <param name="DemandCopies">Copies needed when it acted.</param>
/// <param name="SuppliedCopies">Copies ready or coming after it.</param>
public readonly record struct DemandCrossing(DateTimeOffset CrossedAt, DateTimeOffset AnsweredAt, int DemandCopies, int SuppliedCopies);
