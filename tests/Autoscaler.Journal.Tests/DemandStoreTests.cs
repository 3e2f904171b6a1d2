using Autoscaler.Contracts.History;
using Autoscaler.Grains.Journal;
using Autoscaler.Journal.Tests.Kit;

namespace Autoscaler.Journal.Tests;

/// <summary>What every store makes of demand.</summary>
public sealed class DemandStoreTests
{
    public static TheoryData<StoreKind> Kinds { get; } = new(Enum.GetValues<StoreKind>());

    [Theory, MemberData(nameof(Kinds))]
    public async Task Read_StepToldInParts_HasThemAll(StoreKind kind)
    {
        using var store = new TestStore(kind);
        await store.AppendAsync(
            Sample.Row(Sample.Chat, Sample.At, concurrency: 6.3, arrivals: 0),
            Sample.Row(Sample.Chat, Sample.At, wanted: 3, ready: 2, coming: 1),
            Sample.Row(Sample.Chat, Sample.At.AddSeconds(10), wanted: 0));

        var series = Assert.Single((await store.DemandAsync(Sample.Chat, DemandQuery.Fine)).Series);

        Assert.Equal(Sample.Llm, series.Component);
        Assert.Equal(
            [new DemandPoint(Sample.At, 6.3, 0, 3, 2, 1), new DemandPoint(Sample.At.AddSeconds(10), null, null, 0, null, null)],
            series.Points.AsEnumerable());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Read_StepToldTwice_IsMeanLargestAndLeast(StoreKind kind)
    {
        using var store = new TestStore(kind);
        await store.AppendAsync(Sample.Row(Sample.Chat, Sample.At.AddSeconds(1), 4, 1, wanted: 3, ready: 2, coming: 1));
        await store.AppendAsync(Sample.Row(Sample.Chat, Sample.At.AddSeconds(6), 8, null, wanted: 2, ready: 1, coming: 5));
        await store.AppendAsync(Sample.Row(Sample.Chat, Sample.At.AddSeconds(9), 12, null, wanted: 4, ready: 4, coming: 0));

        Assert.Equal([new DemandPoint(Sample.At, 8, 1, 4, 1, 5)], await PointsAsync(store, DemandQuery.Fine));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Read_WhatCannotBeMeasured_IsUnknown(StoreKind kind)
    {
        using var store = new TestStore(kind);
        await store.AppendAsync(Sample.Row(Sample.Chat, Sample.At, double.NaN, -1, wanted: 1), Sample.Row(Sample.Chat, Sample.At, double.PositiveInfinity, ready: -3));

        Assert.Equal([new DemandPoint(Sample.At, null, null, 1, null, null)], await PointsAsync(store, DemandQuery.Fine));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Read_Minutes_FoldsTheirSteps(StoreKind kind)
    {
        using var store = new TestStore(kind);
        await store.AppendAsync(
            Sample.Row(Sample.Chat, Sample.At, 1, wanted: 1, ready: 5),
            Sample.Row(Sample.Chat, Sample.At.AddSeconds(1), 3),
            Sample.Row(Sample.Chat, Sample.At.AddSeconds(50), 8, wanted: 4, ready: 3),
            Sample.Row(Sample.Chat, Sample.At.AddSeconds(60), 100));

        // A step counts once, however many times it was told: the mean of 2 and 8.
        Assert.Equal(
            [new DemandPoint(Sample.At, 5, null, 4, 3, null), new DemandPoint(Sample.At.AddMinutes(1), 100, null, null, null, null)],
            await PointsAsync(store, DemandQuery.Coarse));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Append_LateSample_MergesIntoItsStep(StoreKind kind)
    {
        using var store = new TestStore(kind);
        await store.AppendAsync(Sample.Row(Sample.Chat, Sample.At, 10, wanted: 2), Sample.Row(Sample.Chat, Sample.At.AddSeconds(20), 4));
        await store.PassAsync(TimeSpan.FromMinutes(5));
        await store.AppendAsync(Sample.Row(Sample.Chat, Sample.At, 20), Sample.Row(Sample.Chat, Sample.At.AddSeconds(10), 5));
        await store.AppendAsync(Sample.Row(Sample.Chat, Sample.At, null, 3));

        Assert.Equal([15.0, 5, 4], (await PointsAsync(store, DemandQuery.Fine)).Select(static point => point.Concurrency!.Value));
        Assert.Equal([new DemandPoint(Sample.At, 8, 3, 2, null, null)], await PointsAsync(store, DemandQuery.Coarse));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Append_LateSampleOfAnHourThatIsOver_ChangesItsMinute(StoreKind kind)
    {
        using var store = new TestStore(kind);
        for (var minute = 0; minute < 60; minute++)
        {
            await store.AppendAsync(Sample.Row(Sample.Chat, Sample.At.AddMinutes(minute), minute, wanted: 1));
            await store.PassAsync(TimeSpan.FromMinutes(1));
        }

        await store.PassAsync(TimeSpan.FromMinutes(30));
        await store.PassAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(Enumerable.Range(0, 60).Select(static minute => (double?)minute), (await PointsAsync(store, DemandQuery.Coarse)).Select(static point => point.Concurrency));

        await store.AppendAsync(Sample.Row(Sample.Chat, Sample.At.AddMinutes(7).AddSeconds(10), 17, wanted: 9));
        Assert.Equal(new DemandPoint(Sample.At.AddMinutes(7), 12, null, 9, null, null), (await PointsAsync(store, DemandQuery.Coarse))[7]);
        await store.PassAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(new DemandPoint(Sample.At.AddMinutes(7), 12, null, 9, null, null), (await PointsAsync(store, DemandQuery.Coarse))[7]);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Append_TooLateOrOfTheFuture_IsNotTaken(StoreKind kind)
    {
        using var store = new TestStore(kind);
        await store.AppendAsync(Sample.Row(Sample.Chat, Sample.At.AddHours(-3), 1), Sample.Row(Sample.Chat, Sample.At.AddMinutes(5).AddTicks(1), 1));
        Assert.Empty((await store.DemandAsync(Sample.Chat, DemandQuery.Coarse)).Series);

        await store.AppendAsync(Sample.Row(Sample.Chat, Sample.At.AddHours(-3).AddSeconds(10), 1), Sample.Row(Sample.Chat, Sample.At.AddMinutes(4), 1));
        Assert.Equal(2, (await PointsAsync(store, DemandQuery.Fine)).Length);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Read_RangeAndComponent_CountsTheFirstStepAndNotTheLast(StoreKind kind)
    {
        using var store = new TestStore(kind);
        foreach (var component in new[] { "tts", "llm" })
        {
            await store.AppendAsync([.. Enumerable.Range(0, 13).Select(step => Sample.Row(Sample.Chat, Sample.At.AddSeconds(10 * step), step, component: component))]);
        }

        await store.AppendAsync(Sample.Row(Sample.Foreign, Sample.At, 99));
        var all = await store.DemandAsync(Sample.Chat, new DemandQuery(null, Sample.At.AddSeconds(10), Sample.At.AddSeconds(30), DemandQuery.Fine));
        Assert.Equal(["llm", "tts"], all.Series.Select(static series => series.Component.Value));
        Assert.All(all.Series, static series => Assert.Equal([1.0, 2], series.Points.Select(static point => point.Concurrency!.Value)));

        var one = await store.DemandAsync(Sample.Chat, new DemandQuery(new ComponentName("tts"), Sample.At.AddSeconds(1), Sample.At.AddMinutes(2), DemandQuery.Coarse));
        Assert.Equal(Sample.At.AddMinutes(1), Assert.Single(Assert.Single(one.Series).Points).Start);
        Assert.Empty((await store.DemandAsync(Sample.Chat, new DemandQuery(new ComponentName("none"), Sample.At, Sample.At.AddMinutes(2), DemandQuery.Fine))).Series);
        Assert.Empty((await store.DemandAsync(Sample.Chat, new DemandQuery(null, Sample.At, Sample.At, DemandQuery.Fine))).Series);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.DemandAsync(Sample.Chat, new DemandQuery(null, Sample.At, Sample.At, TimeSpan.FromSeconds(30))));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Demand_GrowsOld_FineGoesFirstAndMinutesStay(StoreKind kind)
    {
        using var store = new TestStore(kind);
        await store.AppendAsync(Sample.Row(Sample.Chat, Sample.At, 1), Sample.Row(Sample.Chat, Sample.At.AddSeconds(10), 3));
        await store.PassAsync(TimeSpan.FromHours(2.9));
        Assert.Equal(2, (await PointsAsync(store, DemandQuery.Fine)).Length);

        await store.PassAsync(TimeSpan.FromHours(1));
        Assert.Empty((await store.DemandAsync(Sample.Chat, DemandQuery.Fine)).Series);
        Assert.Equal([new DemandPoint(Sample.At, 2, null, null, null, null)], await PointsAsync(store, DemandQuery.Coarse));

        await store.PassAsync(TimeSpan.FromDays(14));
        Assert.Single(await PointsAsync(store, DemandQuery.Coarse));
        await store.PassAsync(TimeSpan.FromDays(1));
        Assert.Empty((await store.DemandAsync(Sample.Chat, DemandQuery.Coarse)).Series);
    }

    // Five hours of three components, told late, twice and in pieces; at times nobody looks.
    [Theory, InlineData(StoreKind.SqliteFile, 1), InlineData(StoreKind.SqliteMemory, 2), InlineData(StoreKind.SqliteFile, 3)]
    public async Task Stores_ToldTheSame_AnswerTheSame(StoreKind kind, int seed)
    {
        using var memory = new TestStore(StoreKind.Memory);
        using var sqlite = new TestStore(kind);
        var random = new Random(seed);
        for (var step = 0; step < 1_000; step++)
        {
            var rows = Enumerable.Range(0, random.Next(6)).Select(_ => RandomRow(random, memory.Now)).ToImmutableArray();
            var time = TimeSpan.FromSeconds(random.Next(5) == 0 ? random.Next(90) : 10);
            foreach (var store in new[] { memory, sqlite })
            {
                await store.AppendAsync(rows);
                await store.PassAsync(time);
            }

            if (step % 50 == 49)
            {
                await AssertSameAsync(memory, sqlite, DemandQuery.Fine);
                await AssertSameAsync(memory, sqlite, DemandQuery.Coarse);
            }
        }
    }

    private static DemandRow RandomRow(Random random, DateTimeOffset now)
    {
        var lateness = random.Next(8) == 0 ? random.Next(3 * 3600) : random.Next(120);
        var kind = random.Next(3);
        return Sample.Row(
            Sample.Chat,
            now.AddSeconds(-lateness),
            kind == 0 ? null : random.Next(2) == 0 ? random.Next(20) : random.NextDouble() * Math.Pow(10, random.Next(-3, 6)),
            kind == 0 ? null : random.NextDouble(),
            kind == 1 ? null : random.Next(400),
            kind == 1 ? null : random.Next(3),
            kind == 1 ? null : 0,
            component: $"c{random.Next(3)}");
    }

    private static async Task AssertSameAsync(TestStore memory, TestStore sqlite, TimeSpan step)
    {
        var (expected, found) = (await memory.DemandAsync(Sample.Chat, step), await sqlite.DemandAsync(Sample.Chat, step));
        Assert.Equal(expected.Series.Select(static series => (series.Component, series.Points.Length)), found.Series.Select(static series => (series.Component, series.Points.Length)));
        foreach (var (one, other) in expected.Series.Zip(found.Series).SelectMany(static pair => pair.First.Points.Zip(pair.Second.Points)))
        {
            Assert.Equal(one with { Concurrency = null, ArrivalsPerSecond = null }, other with { Concurrency = null, ArrivalsPerSecond = null });
            AssertClose(one.Concurrency, other.Concurrency);
            AssertClose(one.ArrivalsPerSecond, other.ArrivalsPerSecond);
        }
    }

    private static void AssertClose(double? expected, double? found)
    {
        Assert.Equal(expected is null, found is null);
        Assert.True(expected is null || Math.Abs(expected.Value - found!.Value) <= 2e-4 * expected.Value, $"Expected {expected}; found {found}.");
    }

    private static async Task<DemandPoint[]> PointsAsync(TestStore store, TimeSpan step) =>
        [.. Assert.Single((await store.DemandAsync(Sample.Chat, step)).Series).Points];
}
