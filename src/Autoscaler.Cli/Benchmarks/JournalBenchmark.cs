using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Specs;
using Autoscaler.Grains.Journal;
using Autoscaler.Journal;
using Autoscaler.Journal.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autoscaler.Cli.Benchmarks;

/// <summary>Writes the history of a fleet to a SQLite file, in a folder of its own that it removes, and reads it.</summary>
internal static class JournalBenchmark
{
    private const int PointsPerBatch = 750;
    private const int EventsPerBatch = 500;
    private const int Events = 100_000;
    private const int Changes = 500;
    private const int Reads = 200;
    private const int CoarseReads = 10;

    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Fleet = TimeSpan.FromMinutes(200);
    private static readonly ComponentName Component = new("chat");
    private static readonly InstancePool Pool = new(new InstanceTypeName("g6.2xlarge"), new ZoneName("us-east-1a"));

    /// <summary>Runs it.</summary>
    public static async Task<JournalBenchmarkReport> RunAsync(int endpoints, Action<double> progress, TimeProvider clock, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("autoscaler-bench-");
        try
        {
            var path = Path.Combine(folder.FullName, "journal.db");
            var ids = Enumerable.Range(0, endpoints).Select(static i => EndpointId.Parse($"tenant-{i % 100}/endpoint-{i}")).ToArray();
            var written = await WriteAndReadAsync(path, ids, clock, progress, cancellationToken);
            var coarsePage = await CoarsePageAsync(Path.Combine(folder.FullName, "long.db"), ids[0], clock, cancellationToken);
            progress(1);
            var hours = Math.Max(1, JournalPages.Number(path, "SELECT count(DISTINCT hour) FROM coarse"));
            return new JournalBenchmarkReport(
                endpoints,
                written.PointsPerSecond,
                written.EventsPerSecond,
                written.ChangesPerSecond,
                JournalPages.BytesOf(path, "fine") / endpoints,
                JournalPages.BytesOf(path, "coarse") / endpoints / hours * 24,
                JournalPages.BytesOf(path, "events") / Events,
                new JournalPageMilliseconds(written.EventPage, written.FinePage, coarsePage),
                written.Memory,
                Environment.ProcessorCount);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Measures> WriteAndReadAsync(string path, EndpointId[] ids, TimeProvider clock, Action<double> progress, CancellationToken cancellationToken)
    {
        var time = new SteppedTime(Start);
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        using var store = Open(path, time);
        var points = await WriteDemandAsync(store, ids, time, clock, part => progress(0.7 * part), cancellationToken);
        var memory = (GC.GetTotalMemory(forceFullCollection: true) - heap) / (double)ids.Length;
        var events = await WriteEventsAsync(store, ids, time, clock, cancellationToken);
        progress(0.8);
        var changes = await WriteChangesAsync(store, ids, time, clock, cancellationToken);
        var eventPage = await MedianAsync(Reads, ids, clock, id => store.ReadEventsAsync(HistoryScope.Of(id), new EventQuery(), cancellationToken));
        var finePage = await MedianAsync(Reads, ids, clock, id => store.ReadDemandAsync(id, Everything(DemandQuery.Fine), cancellationToken));
        progress(0.85);
        return new Measures(points, memory, events, changes, eventPage, finePage);
    }

    private static SqliteJournalStore Open(string path, TimeProvider time) => new(new JournalOptions { Path = path }, time, NullLogger<SqliteJournalStore>.Instance);

    private static DemandQuery Everything(TimeSpan step) => new(null, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, step);

    private static async Task<double> WriteDemandAsync(
        SqliteJournalStore store, EndpointId[] ids, SteppedTime time, TimeProvider clock, Action<double> progress, CancellationToken cancellationToken)
    {
        var startedAt = clock.GetTimestamp();
        var written = 0L;
        var batch = ImmutableArray.CreateBuilder<DemandRow>(PointsPerBatch);
        for (var at = TimeSpan.Zero; at < Fleet; at += DemandQuery.Fine)
        {
            time.Advance(DemandQuery.Fine);
            progress(at / Fleet);
            for (var i = 0; i < ids.Length; i++)
            {
                batch.Add(new DemandRow(ids[i], Component, Sampled(Start + at, i)));
                batch.Add(new DemandRow(ids[i], Component, new DemandPoint(Start + at + DemandQuery.Fine, null, null, 3, 3, 0)));
                written += 2;
                if (batch.Count == batch.Capacity || i == ids.Length - 1)
                {
                    await store.AppendDemandAsync(batch.ToImmutable(), cancellationToken);
                    batch.Clear();
                }
            }
        }

        return written / clock.GetElapsedTime(startedAt).TotalSeconds;
    }

    // A few percent of noise, never twice the same.
    private static DemandPoint Sampled(DateTimeOffset start, int endpoint)
    {
        var concurrency = 7 + Math.Sin((start.UtcTicks / 1e8) + (endpoint * 1.7));
        return new DemandPoint(start, concurrency, concurrency / 6.5, null, null, null);
    }

    private static async Task<double> WriteEventsAsync(SqliteJournalStore store, EndpointId[] ids, SteppedTime time, TimeProvider clock, CancellationToken cancellationToken)
    {
        var startedAt = clock.GetTimestamp();
        for (var first = 0; first < Events; first += EventsPerBatch)
        {
            var batch = Enumerable.Range(first, EventsPerBatch).Select(i => Event(ids[(int)((i * 7919L) % ids.Length)], time.GetUtcNow(), i));
            await store.AppendEventsAsync([.. batch], cancellationToken);
        }

        return Events / clock.GetElapsedTime(startedAt).TotalSeconds;
    }

    private static FleetEvent Event(EndpointId id, DateTimeOffset now, int number)
    {
        var component = new ComponentDecision { Component = Component, Wanted = 4, Ready = 3, Coming = 0, Draining = 0, Reason = ScalingReason.TargetExceeded };
        return number % 10 != 0
            ? new HoldsEnded(now, id, now.AddHours(-1), 360, [component])
            : new DecisionMade(now, id, new ScalingDecision
            {
                Id = new DecisionId(id, number),
                At = now,
                Components = [component],
                Placements = [new CopyPlacement(new CopyId(Component, number), Placed(now), [Placed(now) with { Class = PlacementClass.NewFromRegistry, Mechanism = StartupMechanism.Registry }])],
                Launches = [new InstanceLaunch(3, 2, [Pool], new UsdPerHour(1.222m))],
            });
    }

    private static PlacementOption Placed(DateTimeOffset now) => new()
    {
        Class = PlacementClass.NewFromCache,
        Slot = 3,
        Pool = Pool,
        Mechanism = StartupMechanism.SnapshotRate,
        ExpectedReadyAt = now.AddMinutes(4),
        AddedPrice = new UsdPerHour(1.222m),
    };

    private static async Task<double> WriteChangesAsync(SqliteJournalStore store, EndpointId[] ids, SteppedTime time, TimeProvider clock, CancellationToken cancellationToken)
    {
        var startedAt = clock.GetTimestamp();
        for (var i = 0; i < Changes; i++)
        {
            var id = ids[i % ids.Length];
            var change = new ChangeRecord
            {
                At = time.GetUtcNow(),
                KeyId = "key",
                Actor = "operator",
                Tenant = id.Tenant,
                Endpoint = id,
                Action = "policy.set",
                Fields = [new ChangedField("components[chat].policy.targetConcurrencyPerCopy", "4", "6")],
            };
            await store.AppendChangeAsync(change, cancellationToken);
        }

        return Changes / clock.GetElapsedTime(startedAt).TotalSeconds;
    }

    // One endpoint that has been there for 15 days.
    private static async Task<double> CoarsePageAsync(string path, EndpointId id, TimeProvider clock, CancellationToken cancellationToken)
    {
        var time = new SteppedTime(Start);
        using var store = Open(path, time);
        var hours = (int)DemandQuery.CoarseKept.TotalHours;
        for (var hour = 0; hour < hours; hour++)
        {
            time.Advance(TimeSpan.FromHours(1));
            var first = time.GetUtcNow().AddHours(-1);
            await store.AppendDemandAsync([.. Enumerable.Range(0, 60).Select(minute => new DemandRow(id, Component, Sampled(first.AddMinutes(minute), minute)))], cancellationToken);
        }

        return await MedianAsync(CoarseReads, [id], clock, one => store.ReadDemandAsync(one, Everything(DemandQuery.Coarse), cancellationToken));
    }

    private static async Task<double> MedianAsync(int reads, EndpointId[] ids, TimeProvider clock, Func<EndpointId, Task> read)
    {
        var took = new double[reads];
        for (var i = 0; i < reads; i++)
        {
            var startedAt = clock.GetTimestamp();
            await read(ids[(int)((i * 7919L) % ids.Length)]);
            took[i] = clock.GetElapsedTime(startedAt).TotalMilliseconds;
        }

        return took.Order().ElementAt(reads / 2);
    }

    private sealed record Measures(double PointsPerSecond, double Memory, double EventsPerSecond, double ChangesPerSecond, double EventPage, double FinePage);
}
