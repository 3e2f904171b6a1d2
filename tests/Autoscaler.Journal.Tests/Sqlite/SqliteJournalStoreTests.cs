using Autoscaler.Contracts.History;
using Autoscaler.Journal.Sqlite;
using Autoscaler.Journal.Tests.Kit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autoscaler.Journal.Tests.Sqlite;

/// <summary>What a file is good for beyond memory: it stays; and what can be wrong with it.</summary>
public sealed class SqliteJournalStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ManualTime _clock = new();

    [Fact]
    public async Task Open_AgainAfterItWasClosed_HasEverythingAndNumbersGoOn()
    {
        using (var store = Open())
        {
            await store.AppendEventsAsync(Sample.OfEachKind(Sample.Chat), CancellationToken.None);
            await store.AppendChangeAsync(Sample.Change("endpoint.put", endpoint: Sample.Chat), CancellationToken.None);
            await store.AppendDemandAsync([Sample.Row(Sample.Chat, Sample.At, 6.3, wanted: 2)], CancellationToken.None);
        }

        using var again = Open();
        await again.AppendEventsAsync([Sample.Changed(Sample.Chat)], CancellationToken.None);
        await again.AppendChangeAsync(Sample.Change("policy.set", endpoint: Sample.Chat), CancellationToken.None);

        Assert.Equal(Enumerable.Range(1, 9).Select(static number => (long)number), (await EventsAsync(again, new EventQuery { After = 0 })).Entries.Select(static entry => entry.Number));
        Assert.Equal([2L, 1L], (await again.ReadChangesAsync(HistoryScope.All, new ChangeQuery(null, 10), CancellationToken.None)).Changes.Select(static change => change.Number));
        Assert.Equal([new DemandPoint(Sample.At, 6.3, null, 2, null, null)], await FineAsync(again));
    }

    [Fact]
    public async Task Open_AfterAllWasLetGo_NumbersGoOn()
    {
        using (var store = Open())
        {
            await store.AppendEventsAsync(Sample.OfEachKind(Sample.Chat), CancellationToken.None);
            _clock.Advance(TimeSpan.FromDays(16));
            await store.AppendEventsAsync([Sample.Changed(Sample.Chat)], CancellationToken.None);
            Assert.Empty((await EventsAsync(store, new EventQuery())).Entries);
        }

        using var again = Open();
        Assert.Equal(9, (await EventsAsync(again, new EventQuery())).Newest);
        await again.AppendEventsAsync([Sample.Changed(Sample.Chat, _clock.GetUtcNow())], CancellationToken.None);
        Assert.Equal(10, Assert.Single((await EventsAsync(again, new EventQuery())).Entries).Number);
    }

    [Fact]
    public async Task Open_AnHourThatWasNotFolded_FoldsItBeforeItsStepsGo()
    {
        using (var store = Open())
        {
            await store.AppendDemandAsync([Sample.Row(Sample.Chat, Sample.At, 4), Sample.Row(Sample.Chat, Sample.At.AddSeconds(10), 8)], CancellationToken.None);
        }

        _clock.Advance(TimeSpan.FromHours(30));
        using var again = Open();
        for (var i = 0; i < 10; i++)
        {
            await again.AppendDemandAsync([Sample.Row(Sample.Other, _clock.GetUtcNow().AddMinutes(-3), 1)], CancellationToken.None);
        }

        Assert.Equal(0, Count("fine", "minute < (SELECT max(minute) FROM fine)"));
        Assert.Equal(1, Count("coarse", "1"));
        var history = await again.ReadDemandAsync(Sample.Chat, Everything(DemandQuery.Coarse), CancellationToken.None);
        Assert.Equal([new DemandPoint(Sample.At, 6, null, null, null, null)], Assert.Single(history.Series).Points.AsEnumerable());
    }

    [Fact]
    public async Task Read_WhatALaterReleaseWrote_IsLeftOutAndCounted()
    {
        using var store = Open();
        await store.AppendEventsAsync([Sample.Changed(Sample.Chat), Sample.Changed(Sample.Chat), Sample.Changed(Sample.Chat), Sample.Changed(Sample.Chat)], CancellationToken.None);
        Change("UPDATE events SET body = x'01' || CAST('{\"event\":\"moved\",\"At\":\"2026-01-01T12:00:00+00:00\"}' AS BLOB), kind = 128 WHERE number = 2");
        Change("UPDATE events SET body = x'09' || CAST('?' AS BLOB) WHERE number = 3");

        var page = await EventsAsync(store, new EventQuery { Limit = 2 });

        Assert.Equal([4L, 1L], page.Entries.Select(static entry => entry.Number));
        Assert.False(page.HasMore);
        Assert.Equal(2, store.UnreadableCount);
        Assert.Equal([4L, 1L], (await EventsAsync(store, new EventQuery { Kinds = EventKinds.Endpoint | EventKinds.Slot })).Entries.Select(static entry => entry.Number));
    }

    [Fact]
    public async Task Write_FullDisk_SaysSoAndKeepsWhatWasWritten()
    {
        var kept = 0;
        using (var store = Open("PRAGMA max_page_count = 60"))
        {
            var refused = await Assert.ThrowsAsync<IOException>(async () =>
            {
                for (; kept < 10_000; kept++)
                {
                    await store.AppendChangeAsync(Sample.Change($"c{kept}", endpoint: Sample.Chat), CancellationToken.None);
                }
            });

            Assert.Contains($"The journal {_folder.File}: writing a change failed: the disk is full; free some space", refused.Message, StringComparison.Ordinal);
            Assert.InRange(kept, 10, 9_999);
            await Assert.ThrowsAsync<IOException>(() => store.AppendEventsAsync([.. Enumerable.Repeat(Sample.Changed(Sample.Chat), 1_000)], CancellationToken.None));
            Assert.Equal(kept, (await store.ReadChangesAsync(HistoryScope.All, new ChangeQuery(null, 1_000), CancellationToken.None)).Changes.Length);
        }

        using var again = Open();
        await again.AppendChangeAsync(Sample.Change("more", endpoint: Sample.Chat), CancellationToken.None);
        var changes = (await again.ReadChangesAsync(HistoryScope.All, new ChangeQuery(null, 1_000), CancellationToken.None)).Changes;
        Assert.Equal(Enumerable.Range(1, kept + 1).Reverse().Select(static number => (long)number), changes.Select(static change => change.Number));
        Assert.Equal("more", changes[0].Action);
    }

    [Fact]
    public async Task WriteDemand_FullDisk_KeepsItForTheNextTry()
    {
        using (var store = Open("PRAGMA max_page_count = 20"))
        {
            _clock.Advance(TimeSpan.FromMinutes(10));
            var rows = Enumerable.Range(0, 2_000).Select(static i => Sample.Row(Sample.Chat, Sample.At, i, component: $"c{i}")).ToImmutableArray();
            await Assert.ThrowsAsync<IOException>(() => store.AppendDemandAsync(rows, CancellationToken.None));

            var history = await store.ReadDemandAsync(Sample.Chat, Everything(DemandQuery.Fine), CancellationToken.None);
            Assert.Equal(2_000, history.Series.Length);
        }

        // Closing it failed at the same; it did not hang, and what is there is whole.
        using var again = Open();
        Assert.Empty((await again.ReadDemandAsync(Sample.Chat, Everything(DemandQuery.Fine), CancellationToken.None)).Series);
    }

    [Fact]
    public void Open_FileThatMayNotBeWritten_SaysSo()
    {
        using (Open())
        {
        }

        var bytes = File.ReadAllBytes(_folder.File);
        var refused = Assert.Throws<IOException>(() => Open("PRAGMA query_only = 1"));

        Assert.Contains($"The journal {_folder.File}: opening it failed: it is read-only", refused.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(_folder.File));
    }

    [Fact]
    public void Open_FolderThatIsNotThere_SaysSo()
    {
        var path = Path.Combine(Path.GetDirectoryName(_folder.File)!, "none", "journal.db");

        var refused = Assert.Throws<IOException>(() => new SqliteJournalStore(new JournalOptions { Path = path }, _clock, NullLogger<SqliteJournalStore>.Instance));

        Assert.Contains("look whether its folder is there", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "damaged, or no SQLite file")]
    [InlineData(100, "damaged, or no SQLite file")]
    public void Open_DamagedFile_SaysSoAndLeavesItAsItIs(int from, string expected)
    {
        using (Open())
        {
        }

        var bytes = File.ReadAllBytes(_folder.File);
        new Random(3).NextBytes(bytes.AsSpan(from));
        File.WriteAllBytes(_folder.File, bytes);

        var refused = Assert.Throws<IOException>(() => Open());

        Assert.Contains(_folder.File, refused.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(_folder.File));
    }

    [Theory]
    [InlineData("CREATE TABLE theirs (x)", "another program's database")]
    [InlineData("PRAGMA application_id = 7", "another program's database")]
    [InlineData("PRAGMA application_id = 1095977548; PRAGMA user_version = 2", "expected schema 1 at the most; found 2. A later release wrote it")]
    public void Open_WhatAnotherProgramOrALaterReleaseWrote_IsRefusedAndLeftAsItIs(string made, string expected)
    {
        Change(made);
        var bytes = File.ReadAllBytes(_folder.File);

        var refused = Assert.Throws<IOException>(() => Open());

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(_folder.File));
    }

    public void Dispose() => _folder.Dispose();

    private static DemandQuery Everything(TimeSpan step) => new(null, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, step);

    private static Task<EventPage> EventsAsync(SqliteJournalStore store, EventQuery query) => store.ReadEventsAsync(HistoryScope.All, query, CancellationToken.None);

    private static async Task<IEnumerable<DemandPoint>> FineAsync(SqliteJournalStore store) =>
        Assert.Single((await store.ReadDemandAsync(Sample.Chat, Everything(DemandQuery.Fine), CancellationToken.None)).Series).Points;

    private SqliteJournalStore Open(string? settings = null) => new(new JournalOptions { Path = _folder.File }, _clock, NullLogger<SqliteJournalStore>.Instance, settings);

    private void Change(string text)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private long Count(string table, string where)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {table} WHERE {where}";
        return (long)command.ExecuteScalar()!;
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={_folder.File};Pooling=False");
        connection.Open();
        return connection;
    }
}
