using System.Numerics;
using Autoscaler.Contracts.History;
using Autoscaler.Grains.Journal;
using Microsoft.Data.Sqlite;

namespace Autoscaler.Journal.Sqlite;

/// <summary>The events.</summary>
internal sealed class EventTable(Statements statements, NameTables names, JournalLimits limits)
{
    // Rows that one write lets go at the least, so that it catches up.
    private const int LeastPruned = 1_000;

    private const string Wanted = "number > $2 AND number < $3 AND at >= $4 AND at < $5";

    public void Append(ImmutableArray<EventRow> rows, DateTimeOffset now)
    {
        foreach (var row in rows)
        {
            var (tenant, endpoint) = names.EndpointOf(row.Endpoint);
            statements.Execute(
                "INSERT INTO events (at, tenant, endpoint, kind, decision, body) VALUES ($1, $2, $3, $4, $5, $6)",
                row.At.UtcTicks,
                tenant,
                endpoint,
                (long)row.Kind,
                row.Decision,
                row.Body);
        }

        Prune(now, Math.Max(LeastPruned, 2 * rows.Length));
    }

    /// <summary>The last number that was given out, and the oldest one that is kept; 0 for none.</summary>
    public (long Newest, long Oldest) Ends() => (
        statements.Number("SELECT seq FROM sqlite_sequence WHERE name = 'events'") ?? 0,
        statements.Number("SELECT min(number) FROM events") ?? 0);

    /// <summary>What a query asks for, in its order, from a number on.</summary>
    public List<NumberedRow> Read(HistoryScope scope, EventQuery query, long? from, int limit)
    {
        var isForward = query.After is not null;
        var of = scope.Tenant is null ? (long?)null : names.Find(scope);
        var isOfNoKind = query.Kinds == EventKinds.None || (query.Decision is not null && (query.Kinds & EventKinds.Decision) == 0);
        if (isOfNoKind || (of is null && scope.Tenant is not null))
        {
            return [];
        }

        using var rows = statements.Query(
            Text(scope, query, isForward),
            of,
            isForward ? from ?? query.After : -1,
            isForward ? long.MaxValue : from ?? query.Before ?? long.MaxValue,
            query.From?.UtcTicks ?? 0,
            query.To?.UtcTicks ?? long.MaxValue,
            (long)limit,
            query.Decision);
        return Read(rows);
    }

    internal static List<NumberedRow> Read(SqliteDataReader rows)
    {
        var found = new List<NumberedRow>();
        while (rows.Read())
        {
            found.Add(new NumberedRow(rows.GetInt64(0), rows.GetFieldValue<byte[]>(1)));
        }

        return found;
    }

    // Each kind has a place of its own in the indexes, in the order of numbers: the ends of those places are put together, so that no page looks at what it does not show.
    internal static string Text(HistoryScope scope, EventQuery query, bool isForward)
    {
        var order = isForward ? "ASC" : "DESC";
        var whose = scope.Tenant is null ? "1" : scope.Endpoint is null ? "tenant = $1" : "endpoint = $1";
        if (query.Decision is not null)
        {
            return $"SELECT number, body FROM events WHERE decision = $7 AND {whose} AND {Wanted} ORDER BY number {order} LIMIT $6";
        }

        if (scope.Tenant is null && query.Kinds == EventKinds.All)
        {
            return $"SELECT number, body FROM events WHERE {whose} AND {Wanted} ORDER BY number {order} LIMIT $6";
        }

        var kinds = new List<string>();
        for (var rest = (uint)query.Kinds; rest != 0; rest &= rest - 1)
        {
            kinds.Add($"SELECT * FROM (SELECT number FROM events WHERE {whose} AND kind = {1u << BitOperations.TrailingZeroCount(rest)} AND {Wanted} ORDER BY number {order} LIMIT $6)");
        }

        return $"SELECT number, body FROM events WHERE number IN ({string.Join(" UNION ALL ", kinds)}) ORDER BY number {order} LIMIT $6";
    }

    private void Prune(DateTimeOffset now, int limit)
    {
        var (newest, oldest) = Ends();
        if (oldest <= newest - limits.MaxEvents)
        {
            statements.Execute("DELETE FROM events WHERE number <= $1 AND number < $2", newest - limits.MaxEvents, oldest + limit);
        }

        // Times do not follow numbers to the second: the oldest number tells whether it is worth looking.
        var cutoff = (now - limits.EventsKept).UtcTicks;
        if (statements.Number("SELECT at FROM events ORDER BY number LIMIT 1") < cutoff)
        {
            statements.Execute("DELETE FROM events WHERE number < (SELECT min(number) FROM events) + $1 AND at < $2", limit, cutoff);
        }
    }
}
