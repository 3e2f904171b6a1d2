using Autoscaler.Journal.Sqlite;
using Autoscaler.Journal.Tests.Kit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autoscaler.Journal.Tests.Sqlite;

/// <summary>Writes changes, events and demand until it is killed, and says which changes are kept.</summary>
internal static class EndlessWriter
{
    private const int Writers = 8;

    /// <summary>A line for each change whose task has ended: what it did.</summary>
    public static async Task<int> RunAsync(string path, TextWriter output)
    {
        using var store = new SqliteJournalStore(new JournalOptions { Path = path }, TimeProvider.System, NullLogger<SqliteJournalStore>.Instance);
        var lines = TextWriter.Synchronized(output);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteAsync(store, writer, lines)));
        return 1;
    }

    private static async Task WriteAsync(SqliteJournalStore store, int writer, TextWriter output)
    {
        for (var i = 0; ; i++)
        {
            var now = TimeProvider.System.GetUtcNow();
            var action = $"w{writer}.{i}";
            await store.AppendEventsAsync([Sample.Holds(Sample.Chat, now), Sample.Decision(Sample.Search, i, now)], CancellationToken.None);
            await store.AppendDemandAsync([Sample.Row(Sample.Chat, now.AddMinutes(-5 - (i % 30)), i)], CancellationToken.None);
            await store.AppendChangeAsync(Sample.Change(action, endpoint: Sample.Chat, at: now), CancellationToken.None);
            await output.WriteLineAsync(action);
            await output.FlushAsync();
        }
    }
}
