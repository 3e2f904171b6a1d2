using System.Diagnostics;
using Autoscaler.Contracts.History;
using Autoscaler.Journal.Sqlite;
using Autoscaler.Journal.Tests.Kit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autoscaler.Journal.Tests.Sqlite;

/// <summary>A process that is killed in the middle of writes, three times on one file.</summary>
public sealed class KilledWriterTests
{
    private const int Kills = 3;
    private const int LinesBeforeKill = 150;

    [Fact]
    public async Task Kill_AmongWrites_LosesNoChangeThatWasKept_AndNumbersGoOn()
    {
        using var folder = new TempFolder();
        var told = new List<string>();
        var newest = 0L;
        for (var kill = 0; kill < Kills; kill++)
        {
            var lines = await WriteUntilKilledAsync(folder.File);
            told.AddRange(lines.Select(line => $"{kill}:{line}"));

            using var store = Open(folder.File);
            var changes = await AllChangesAsync(store);
            var page = await store.ReadEventsAsync(HistoryScope.All, new EventQuery(), CancellationToken.None);
            var kept = changes.Select(static change => change.Action).ToHashSet();
            Assert.DoesNotContain(lines, line => !kept.Contains(line));
            Assert.Equal(changes.Count, changes.Select(static change => change.Number).Distinct().Count());
            Assert.True(changes.Count >= told.Count, $"After kill {kill + 1}: expected {told.Count} changes or more; found {changes.Count}.");
            Assert.True(page.Newest > newest, $"After kill {kill + 1}: expected event numbers above {newest}; found {page.Newest}.");
            newest = page.Newest;
        }

        using var last = Open(folder.File);
        await last.AppendEventsAsync([Sample.Changed(Sample.Chat, TimeProvider.System.GetUtcNow())], CancellationToken.None);
        var after = await last.ReadEventsAsync(HistoryScope.All, new EventQuery { Limit = 1 }, CancellationToken.None);
        Assert.Equal(newest + 1, after.Entries[0].Number);
    }

    private static async Task<List<string>> WriteUntilKilledAsync(string path)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["exec", typeof(Program).Assembly.Location, "write", path])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var lines = new List<string>();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2), TimeProvider.System);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                lines.Add(line);
                if (lines.Count == LinesBeforeKill)
                {
                    // SIGKILL; what it said before is still read.
                    process.Kill();
                }
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }

            await process.WaitForExitAsync(limit.Token);
        }

        Assert.True(lines.Count >= LinesBeforeKill, $"Expected {LinesBeforeKill} lines or more of the writer; found {lines.Count}, and exit code {process.ExitCode}.");

        // The last line may be cut.
        return lines[..^1];
    }

    private static async Task<List<ChangeRecord>> AllChangesAsync(SqliteJournalStore store)
    {
        var all = new List<ChangeRecord>();
        for (ChangePage? page = null; page is not { HasMore: false };)
        {
            page = await store.ReadChangesAsync(HistoryScope.All, new ChangeQuery(all.Count == 0 ? null : all[^1].Number, 1_000), CancellationToken.None);
            all.AddRange(page.Changes);
        }

        return all;
    }

    private static SqliteJournalStore Open(string path) => new(new JournalOptions { Path = path }, TimeProvider.System, NullLogger<SqliteJournalStore>.Instance);
}
