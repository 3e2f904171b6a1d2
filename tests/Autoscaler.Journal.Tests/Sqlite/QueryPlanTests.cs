using Autoscaler.Contracts.History;
using Autoscaler.Journal.Sqlite;
using Autoscaler.Journal.Tests.Kit;
using Microsoft.Data.Sqlite;

namespace Autoscaler.Journal.Tests.Sqlite;

/// <summary>No page looks at rows of endpoints or kinds that it does not show.</summary>
public sealed class QueryPlanTests
{
    public static TheoryData<string, EventKinds, bool, long?> Queries
    {
        get
        {
            var queries = new TheoryData<string, EventKinds, bool, long?>();
            foreach (var scope in new[] { HistoryScope.All, HistoryScope.Of(Sample.Chat.Tenant), HistoryScope.Of(Sample.Chat) })
            {
                foreach (var kinds in new[] { EventKinds.All, EventKinds.Decision, EventKinds.Capacity | EventKinds.Endpoint })
                {
                    queries.Add(scope.ToString(), kinds, true, null);
                    queries.Add(scope.ToString(), kinds, false, null);
                }

                queries.Add(scope.ToString(), EventKinds.All, false, 7);
            }

            return queries;
        }
    }

    [Theory, MemberData(nameof(Queries))]
    public void Text_OfEachQuery_SearchesInIndexes(string scope, EventKinds kinds, bool isForward, long? decision)
    {
        using var folder = new TempFolder();
        using var connection = JournalFile.Open(folder.File, settings: null);
        var query = new EventQuery { Kinds = kinds, Decision = decision, After = isForward ? 0 : null };

        var plan = PlanOf(connection, EventTable.Text(HistoryScope.Parse(scope), query, isForward));

        Assert.Contains(plan, static step => step.StartsWith("SEARCH events", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, static step => step.StartsWith("SCAN events", StringComparison.Ordinal));
    }

    private static List<string> PlanOf(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {text}";
        for (var i = 1; i <= 7; i++)
        {
            command.Parameters.AddWithValue($"${i}", 1L);
        }

        var steps = new List<string>();
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            steps.Add(rows.GetString(3));
        }

        return steps;
    }
}
