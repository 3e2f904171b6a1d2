using Autoscaler.Contracts.History;

namespace Autoscaler.Grains.Journal;

/// <summary>How time is cut into steps: fine ones of 10 s, minutes, which are the coarse ones, and hours; each is told by its number since the year 1.</summary>
public static class DemandSteps
{
    /// <summary>Fine steps of a minute.</summary>
    public const int FineOfMinute = 6;

    /// <summary>Minutes of an hour.</summary>
    public const int MinutesOfHour = 60;

    // A clock of another machine may be ahead. What is further ahead is an error, and would lie around until its time has come.
    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(5);

    /// <summary>The fine step that a time is in.</summary>
    public static long FineOf(DateTimeOffset at) => at.UtcTicks / DemandQuery.Fine.Ticks;

    /// <summary>The minute that a time is in.</summary>
    public static long MinuteOf(DateTimeOffset at) => at.UtcTicks / DemandQuery.Coarse.Ticks;

    /// <summary>When a fine step begins, UTC.</summary>
    public static DateTimeOffset StartOfFine(long fine) => new(fine * DemandQuery.Fine.Ticks, TimeSpan.Zero);

    /// <summary>When a minute begins, UTC.</summary>
    public static DateTimeOffset StartOfMinute(long minute) => new(minute * DemandQuery.Coarse.Ticks, TimeSpan.Zero);

    /// <summary>Whether a point of this time is taken: no older than fine points are kept, and not of the future.</summary>
    public static bool IsTaken(DateTimeOffset start, DateTimeOffset now, JournalLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return start > now - limits.FineDemandKept && start <= now + MostAhead;
    }

    /// <summary>What a query asks for of what is kept: the first step, and the one behind the last.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The query's step is neither 10 s nor 1 min.</exception>
    public static (long From, long Until) RangeOf(DemandQuery query, DateTimeOffset now, JournalLimits limits)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(limits);
        var isFine = query.Step == DemandQuery.Fine;
        if (!isFine && query.Step != DemandQuery.Coarse)
        {
            throw new ArgumentOutOfRangeException(nameof(query), query.Step, $"The step is {DemandQuery.Fine} or {DemandQuery.Coarse}.");
        }

        var oldest = now - (isFine ? limits.FineDemandKept : limits.CoarseDemandKept);
        var newest = now + MostAhead;
        var from = query.From > oldest ? query.From : oldest;
        var to = query.To < newest ? query.To : newest;

        // A step counts when it begins in the range.
        return (Ceiling(from.UtcTicks, query.Step.Ticks), Ceiling(to.UtcTicks, query.Step.Ticks));
    }

    private static long Ceiling(long ticks, long step) => (ticks + step - 1) / step;
}
