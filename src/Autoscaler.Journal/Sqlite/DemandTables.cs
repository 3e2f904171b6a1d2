using Autoscaler.Grains.Journal;
using Autoscaler.Journal.Demand;
using Microsoft.Data.Sqlite;

namespace Autoscaler.Journal.Sqlite;

/// <summary>
/// Demand over time. Minutes of fine steps come first, a row each, in the order of time, so that they are written and let go where the file is at hand. When an hour is
/// over its minutes are folded into one row of 60 coarse steps a component, a few components with each write.
/// </summary>
internal sealed class DemandTables(Statements statements, NameTables names, JournalLimits limits)
{
    // Late points still come; and what was open when the process ended is told again.
    private static readonly TimeSpan HourGrace = TimeSpan.FromMinutes(10);

    private const int SeriesPerFold = 500;
    private const int LeastPruned = 1_000;

    private long? _rolledHour;
    private long _foldedSeries;

    public void Forget() => (_rolledHour, _foldedSeries) = (null, 0);

    /// <summary>Adds minutes to what is written of them, folds some of an hour that is over, and lets go some of what is too old.</summary>
    public void Write(ImmutableArray<OpenMinute> minutes, DateTimeOffset now)
    {
        foreach (var minute in minutes)
        {
            Write(minute);
        }

        Fold(now);
        Prune(now, Math.Max(LeastPruned, 2 * minutes.Length));
    }

    /// <summary>Reads fine steps, from one minute to another, itself not included.</summary>
    public List<DemandBlock> ReadFine(EndpointId endpoint, ComponentName? component, long fromMinute, long untilMinute)
    {
        var found = new List<DemandBlock>();
        foreach (var (name, series) in names.Series(endpoint, component))
        {
            ReadFine(found, name, series, fromMinute, untilMinute);
        }

        return found;
    }

    /// <summary>
    /// Reads coarse steps, from one minute to another, itself not included: those of hours that are folded, and of the others the minutes of fine steps. So too of the
    /// minutes in <paramref name="open"/>, of which more is known than is written.
    /// </summary>
    public (List<DemandBlock> Hours, List<DemandBlock> Minutes) ReadCoarse(
        EndpointId endpoint, ComponentName? component, long fromMinute, long untilMinute, ImmutableArray<OpenMinute> open)
    {
        var (hours, minutes) = (new List<DemandBlock>(), new List<DemandBlock>());
        var folded = RolledHour * DemandSteps.MinutesOfHour;
        foreach (var (name, series) in names.Series(endpoint, component))
        {
            using (var rows = statements.Query(
                """
                WITH RECURSIVE h(hour) AS (SELECT $2 UNION ALL SELECT hour + 1 FROM h WHERE hour + 1 < $3)
                SELECT c.hour, c.body FROM h CROSS JOIN coarse AS c ON c.hour = h.hour AND c.series = $1
                """,
                series,
                fromMinute / DemandSteps.MinutesOfHour,
                Math.Min(RolledHour, (untilMinute + DemandSteps.MinutesOfHour - 1) / DemandSteps.MinutesOfHour)))
            {
                Add(hours, name, rows, DemandSteps.MinutesOfHour);
            }

            ReadFine(minutes, name, series, Math.Max(fromMinute, folded), untilMinute);
            foreach (var late in open.Where(late => late.Component == name && late.Minute < folded && late.Minute >= fromMinute && late.Minute < untilMinute))
            {
                ReadFine(minutes, name, series, late.Minute, late.Minute + 1);
            }
        }

        return (hours, minutes);
    }

    // The hour that is folded next, or in part: all before it are done.
    private long RolledHour => _rolledHour ??= statements.Number("SELECT value FROM meta WHERE name = 'rolled_hour'") ?? 0;

    private void Write(OpenMinute minute)
    {
        var hour = minute.Minute / DemandSteps.MinutesOfHour;
        var series = names.SeriesOf(minute.Endpoint, minute.Component, hour);
        var cells = new DemandCell[DemandSteps.FineOfMinute];
        TryRead("SELECT body FROM fine WHERE minute = $1 AND series = $2", minute.Minute, series, cells);
        minute.AddTo(cells);
        statements.Execute("INSERT OR REPLACE INTO fine (minute, series, body) VALUES ($1, $2, $3)", minute.Minute, series, DemandBlockCodec.Encode(cells));
        if (hour < RolledHour || (hour == RolledHour && series <= _foldedSeries))
        {
            var coarse = new DemandCell[DemandSteps.MinutesOfHour];
            TryRead("SELECT body FROM coarse WHERE hour = $1 AND series = $2", hour, series, coarse);
            coarse[minute.Minute % DemandSteps.MinutesOfHour] = DemandCell.Fold(cells);
            WriteHour(hour, series, coarse);
        }
    }

    private void WriteHour(long hour, long series, ReadOnlySpan<DemandCell> cells)
    {
        statements.Execute("INSERT OR REPLACE INTO coarse (hour, series, body) VALUES ($1, $2, $3)", hour, series, DemandBlockCodec.Encode(cells));
        statements.Execute("UPDATE series SET until = $2 WHERE id = $1 AND until < $2", series, hour);
    }

    private void Fold(DateTimeOffset now)
    {
        var hour = RolledHour;
        if (_foldedSeries == 0)
        {
            // Hours without a row, as when nothing ran, need no fold.
            var oldest = statements.Number("SELECT minute FROM fine WHERE minute >= $1 ORDER BY minute LIMIT 1", hour * DemandSteps.MinutesOfHour);
            hour = Math.Max(hour, (oldest ?? 0) / DemandSteps.MinutesOfHour);
        }

        if (hour == 0 || DemandSteps.StartOfMinute((hour + 1) * DemandSteps.MinutesOfHour) + HourGrace > now)
        {
            return;
        }

        // The last of the components that are folded now; none where that is all of them.
        var last = statements.Number("SELECT id FROM series WHERE id > $1 ORDER BY id LIMIT 1 OFFSET $2", _foldedSeries, SeriesPerFold - 1);
        FoldSeries(hour, _foldedSeries, last ?? long.MaxValue);
        (_rolledHour, _foldedSeries) = last is { } some ? (hour, some) : (hour + 1, 0);
        if (last is null)
        {
            PruneSeries(now);
        }

        statements.Execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('rolled_hour', $1)", _rolledHour);
    }

    private void FoldSeries(long hour, long after, long until)
    {
        var folded = new SortedDictionary<long, DemandCell[]>();
        var steps = new DemandCell[DemandSteps.FineOfMinute];
        for (var minute = 0; minute < DemandSteps.MinutesOfHour; minute++)
        {
            using var rows = statements.Query(
                "SELECT series, body FROM fine WHERE minute = $1 AND series > $2 AND series <= $3", (hour * DemandSteps.MinutesOfHour) + minute, after, until);
            while (rows.Read())
            {
                DemandBlockCodec.Decode(rows.GetFieldValue<byte[]>(1), steps);
                if (!folded.TryGetValue(rows.GetInt64(0), out var cells))
                {
                    folded[rows.GetInt64(0)] = cells = new DemandCell[DemandSteps.MinutesOfHour];
                }

                cells[minute] = DemandCell.Fold(steps);
            }
        }

        foreach (var (series, cells) in folded)
        {
            WriteHour(hour, series, cells);
        }
    }

    private void Prune(DateTimeOffset now, int limit)
    {
        // What is not folded stays until it is, however old: a process that was down for long has that to do first.
        var oldest = Math.Min(DemandSteps.MinuteOf(now - limits.FineDemandKept), RolledHour * DemandSteps.MinutesOfHour);
        statements.Execute("DELETE FROM fine WHERE (minute, series) IN (SELECT minute, series FROM fine WHERE minute < $1 ORDER BY minute, series LIMIT $2)", oldest, limit);

        statements.Execute("DELETE FROM coarse WHERE (hour, series) IN (SELECT hour, series FROM coarse WHERE hour < $1 ORDER BY hour, series LIMIT $2)", OldestHour(now), limit);
    }

    // Components of which nothing was written for so long that nothing is left.
    private void PruneSeries(DateTimeOffset now)
    {
        if (statements.Execute("DELETE FROM series WHERE until < $1", OldestHour(now)) > 0)
        {
            names.ForgetSeries();
        }
    }

    private long OldestHour(DateTimeOffset now) => DemandSteps.MinuteOf(now - limits.CoarseDemandKept) / DemandSteps.MinutesOfHour;

    private void ReadFine(List<DemandBlock> found, ComponentName component, long series, long fromMinute, long untilMinute)
    {
        if (fromMinute >= untilMinute)
        {
            return;
        }

        using var rows = statements.Query(
            """
            WITH RECURSIVE m(minute) AS (SELECT $2 UNION ALL SELECT minute + 1 FROM m WHERE minute + 1 < $3)
            SELECT f.minute, f.body FROM m CROSS JOIN fine AS f ON f.minute = m.minute AND f.series = $1
            """,
            series,
            fromMinute,
            untilMinute);
        Add(found, component, rows, DemandSteps.FineOfMinute);
    }

    private static void Add(List<DemandBlock> found, ComponentName component, SqliteDataReader rows, int steps)
    {
        while (rows.Read())
        {
            var cells = new DemandCell[steps];
            DemandBlockCodec.Decode(rows.GetFieldValue<byte[]>(1), cells);
            found.Add(new DemandBlock(component, rows.GetInt64(0) * steps, cells));
        }
    }

    private void TryRead(string text, long time, long series, Span<DemandCell> cells)
    {
        using var rows = statements.Query(text, time, series);
        if (rows.Read())
        {
            DemandBlockCodec.Decode(rows.GetFieldValue<byte[]>(0), cells);
        }
    }
}
