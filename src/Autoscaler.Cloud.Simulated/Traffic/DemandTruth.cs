namespace Autoscaler.Cloud.Simulated.Traffic;

/// <summary>
/// What a component truly needed beside what it had, integrated exactly: both change in steps. Demand is the larger of the minimum and the copies that carry the
/// offered concurrency at the target; times at which nothing is offered do not count.
/// </summary>
internal sealed class DemandTruth(DateTimeOffset start)
{
    private DateTimeOffset _until = start;
    private double _offered;
    private int _minCopies;
    private double _targetPerCopy = 1;
    private double _countedSeconds;
    private double _shortSeconds;
    private double _shortRatioSeconds;
    private double _overRatioSeconds;
    private double _offeredSeconds;
    private double _demandCopySeconds;
    private double _readyCopySeconds;

    /// <summary>Copies needed now; 0 while nothing is offered.</summary>
    public int DemandCopies { get; private set; }

    /// <summary>Copies ready now.</summary>
    public int ReadyCopies { get; private set; }

    /// <summary>Copies ready, integrated over all time, in hours.</summary>
    public double ReadyCopyHours => _readyCopySeconds / 3600;

    public void SetNeed(int minCopies, double targetPerCopy) => (_minCopies, _targetPerCopy) = (minCopies, targetPerCopy);

    public void SetOffered(double offered)
    {
        _offered = offered;
        // The offered sum of a fluid is a product of doubles: 24.000000000000004 ÷ 8 is 3 copies.
        DemandCopies = offered > 0 ? Math.Max(_minCopies, (int)Math.Ceiling((offered / _targetPerCopy) - 1e-9)) : 0;
    }

    public void SetReady(int copies) => ReadyCopies = copies;

    public void Advance(DateTimeOffset now)
    {
        var seconds = (now - _until).TotalSeconds;
        if (seconds <= 0)
        {
            return;
        }

        _until = now;
        _readyCopySeconds += ReadyCopies * seconds;
        if (DemandCopies == 0)
        {
            return;
        }

        var missing = DemandCopies - ReadyCopies;
        _countedSeconds += seconds;
        _offeredSeconds += _offered * seconds;
        _demandCopySeconds += DemandCopies * seconds;
        _shortSeconds += missing > 0 ? seconds : 0;
        _shortRatioSeconds += Math.Max(missing, 0) * seconds / DemandCopies;
        _overRatioSeconds += Math.Max(-missing, 0) * seconds / DemandCopies;
    }

    public ProvisionTruth Read()
    {
        var counted = _countedSeconds > 0 ? _countedSeconds : 1;
        return new ProvisionTruth
        {
            Counted = TimeSpan.FromSeconds(_countedSeconds),
            UnderProvisionRatio = _shortRatioSeconds / counted,
            OverProvisionRatio = _overRatioSeconds / counted,
            UnderProvisionTimeRatio = _shortSeconds / counted,
            MeanOffered = _offeredSeconds / counted,
            DemandCopyHours = _demandCopySeconds / 3600,
            ReadyCopyHours = ReadyCopyHours,
        };
    }
}

/// <summary>What a component truly needed beside what it had, over the time in which something was offered.</summary>
public sealed record ProvisionTruth
{
    /// <summary>The time in which something was offered; all ratios are 0 where it is 0.</summary>
    public required TimeSpan Counted { get; init; }

    /// <summary>Mean over that time of the copies missing ÷ the copies needed; 0 to 1.</summary>
    public required double UnderProvisionRatio { get; init; }

    /// <summary>Mean over that time of the copies too many ÷ the copies needed; 0 or more.</summary>
    public required double OverProvisionRatio { get; init; }

    /// <summary>Share of that time in which copies were missing; 0 to 1.</summary>
    public required double UnderProvisionTimeRatio { get; init; }

    /// <summary>Mean over that time of the requests that would have been in service had none waited.</summary>
    public required double MeanOffered { get; init; }

    /// <summary>Copies needed, integrated over that time, in hours.</summary>
    public required double DemandCopyHours { get; init; }

    /// <summary>Copies ready and not draining, integrated over all time, in hours.</summary>
    public required double ReadyCopyHours { get; init; }
}
