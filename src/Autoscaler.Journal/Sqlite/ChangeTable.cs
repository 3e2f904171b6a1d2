using Autoscaler.Contracts.History;
using Autoscaler.Grains.Journal;

namespace Autoscaler.Journal.Sqlite;

/// <summary>The changes.</summary>
internal sealed class ChangeTable(Statements statements, NameTables names, JournalLimits limits)
{
    // Rows that one change lets go at the most.
    private const int MostPruned = 100;

    public void Append(ChangeRecord change, byte[] body, DateTimeOffset now)
    {
        var tenant = change.Tenant is { } one ? names.TenantOf(one) : (long?)null;
        var endpoint = change.Endpoint is { } other ? names.EndpointOf(other).Endpoint : (long?)null;
        statements.Execute("INSERT INTO changes (at, tenant, endpoint, body) VALUES ($1, $2, $3, $4)", change.At.UtcTicks, tenant, endpoint, body);
        Prune(now);
    }

    /// <summary>The newest changes of a scope.</summary>
    public List<NumberedRow> Read(HistoryScope scope, long before, int limit)
    {
        var of = scope.Tenant is null ? (long?)null : names.Find(scope);
        if (of is null && scope.Tenant is not null)
        {
            return [];
        }

        var whose = scope.Tenant is null ? "1" : scope.Endpoint is null ? "tenant = $1" : "endpoint = $1";
        using var rows = statements.Query($"SELECT number, body FROM changes WHERE {whose} AND number < $2 ORDER BY number DESC LIMIT $3", of, before, (long)limit);
        return EventTable.Read(rows);
    }

    private void Prune(DateTimeOffset now)
    {
        var newest = statements.Number("SELECT max(number) FROM changes") ?? 0;
        statements.Execute(
            "DELETE FROM changes WHERE number < (SELECT min(number) FROM changes) + $1 AND (at < $2 OR number <= $3)",
            MostPruned,
            (now - limits.ChangesKept).UtcTicks,
            newest - limits.MaxChanges);
    }
}
