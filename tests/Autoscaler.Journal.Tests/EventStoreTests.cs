using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Autoscaler.Grains.Storage;
using Autoscaler.Journal.Tests.Kit;

namespace Autoscaler.Journal.Tests;

/// <summary>What every store makes of events.</summary>
public sealed class EventStoreTests
{
    public static TheoryData<StoreKind> Kinds { get; } = new(Enum.GetValues<StoreKind>());

    [Theory, MemberData(nameof(Kinds))]
    public async Task Read_NothingWritten_IsEmpty(StoreKind kind)
    {
        using var store = new TestStore(kind);

        var page = await store.EventsAsync(HistoryScope.Of(Sample.Chat), new EventQuery());

        Assert.Empty(page.Entries);
        Assert.Equal((false, 0, 0), (page.HasMore, page.Newest, page.Oldest));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Read_WithoutBounds_ComesNewestFirst(StoreKind kind)
    {
        using var store = new TestStore(kind);
        await store.AppendAsync(Sample.Decision(Sample.Chat, 1), Sample.Decision(Sample.Chat, 2));
        await store.AppendAsync(Sample.Decision(Sample.Chat, 3));

        var page = await store.EventsAsync(HistoryScope.All, new EventQuery { Limit = 2 });

        Assert.Equal([3L, 2L], Numbers(page));
        Assert.Equal([3L, 2L], page.Entries.Select(entry => ((DecisionMade)entry.Event).Decision.Id.Number));
        Assert.Equal((true, 3, 1), (page.HasMore, page.Newest, page.Oldest));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Read_EachKind_ComesBackAsItWas(StoreKind kind)
    {
        using var store = new TestStore(kind);
        var written = Sample.OfEachKind(Sample.Chat);
        await store.AppendAsync(written);

        var page = await store.EventsAsync(HistoryScope.Of(Sample.Chat), new EventQuery { After = 0 });

        Assert.Equal(written.Select(Json), page.Entries.Select(entry => Json(entry.Event)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Read_PageByPage_ShowsEachOnceInBothDirections(StoreKind kind)
    {
        using var store = new TestStore(kind);
        for (var i = 0; i < 6; i++)
        {
            await store.AppendAsync(Sample.OfEachKind(i % 2 == 0 ? Sample.Chat : Sample.Search));
        }

        var scope = HistoryScope.Of(Sample.Chat);
        var forward = new List<long>();
        for (EventPage? page = null; page is not { HasMore: false };)
        {
            page = await store.EventsAsync(scope, new EventQuery { After = forward.LastOrDefault(), Limit = 5 });
            forward.AddRange(Numbers(page));
        }

        var backward = new List<long>();
        for (EventPage? page = null; page is not { HasMore: false };)
        {
            page = await store.EventsAsync(scope, new EventQuery { Before = backward.Count == 0 ? null : backward[^1], Limit = 5 });
            backward.AddRange(Numbers(page));
        }

        var expected = Enumerable.Range(1, 48).Select(static number => (long)number).Where(static number => (number - 1) / 8 % 2 == 0).ToList();
        Assert.Equal(expected, forward);
        Assert.Equal(expected.AsEnumerable().Reverse(), backward);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Read_OfAScope_ShowsThatAlone(StoreKind kind)
    {
        using var store = new TestStore(kind);
        await store.AppendAsync(Sample.Changed(Sample.Chat), Sample.Changed(Sample.Foreign), Sample.Changed(Sample.Search));

        Assert.Equal([1L], Numbers(await store.EventsAsync(HistoryScope.Of(Sample.Chat), new EventQuery())));
        Assert.Equal([3L, 1L], Numbers(await store.EventsAsync(HistoryScope.Of(Sample.Chat.Tenant), new EventQuery())));
        Assert.Equal([3L, 2L, 1L], Numbers(await store.EventsAsync(HistoryScope.All, new EventQuery())));
        Assert.Empty(Numbers(await store.EventsAsync(HistoryScope.Of(EndpointId.Parse("globex/search")), new EventQuery())));
        Assert.Empty(Numbers(await store.EventsAsync(HistoryScope.Of(new TenantId("nobody")), new EventQuery())));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Read_Kinds_ShowsThoseAloneInOrder(StoreKind kind)
    {
        using var store = new TestStore(kind);
        await store.AppendAsync(Sample.OfEachKind(Sample.Chat));
        await store.AppendAsync(Sample.OfEachKind(Sample.Foreign));

        async Task<IEnumerable<long>> OfAsync(HistoryScope scope, EventKinds kinds, long? after = null) =>
            Numbers(await store.EventsAsync(scope, new EventQuery { Kinds = kinds, After = after }));

        Assert.Equal([16L, 15L, 9L, 8L, 7L, 1L], await OfAsync(HistoryScope.All, EventKinds.Decision | EventKinds.Endpoint));
        Assert.Equal([1L, 3L], await OfAsync(HistoryScope.Of(Sample.Chat), EventKinds.Decision | EventKinds.Slot, after: 0));
        Assert.Equal([8L, 7L], await OfAsync(HistoryScope.Of(Sample.Chat.Tenant), EventKinds.Endpoint));
        Assert.Equal([14L, 6L], await OfAsync(HistoryScope.All, EventKinds.Capacity));
        Assert.Empty(await OfAsync(HistoryScope.All, EventKinds.None));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Read_OneDecision_ShowsItAlone(StoreKind kind)
    {
        using var store = new TestStore(kind);
        await store.AppendAsync([.. Enumerable.Range(1, 20).SelectMany(static number => new FleetEvent[] { Sample.Decision(Sample.Chat, number), Sample.Decision(Sample.Search, number), Sample.Holds(Sample.Chat) })]);

        Assert.Equal([19L], Numbers(await store.EventsAsync(HistoryScope.Of(Sample.Chat), new EventQuery { Decision = 7 })));
        Assert.Equal([20L, 19L], Numbers(await store.EventsAsync(HistoryScope.Of(Sample.Chat.Tenant), new EventQuery { Decision = 7 })));
        Assert.Empty(Numbers(await store.EventsAsync(HistoryScope.Of(Sample.Chat), new EventQuery { Decision = 7, Kinds = EventKinds.Hold })));
        Assert.Empty(Numbers(await store.EventsAsync(HistoryScope.Of(Sample.Chat), new EventQuery { Decision = 21 })));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Read_Times_CountsTheFirstAndNotTheLast(StoreKind kind)
    {
        using var store = new TestStore(kind);
        await store.AppendAsync([.. Enumerable.Range(0, 5).Select(minute => Sample.Changed(Sample.Chat, Sample.At.AddMinutes(-minute)))]);

        var query = new EventQuery { From = Sample.At.AddMinutes(-3), To = Sample.At.AddMinutes(-1) };

        Assert.Equal([4L, 3L], Numbers(await store.EventsAsync(HistoryScope.Of(Sample.Chat), query)));
        Assert.Equal([4L, 3L], Numbers(await store.EventsAsync(HistoryScope.All, query)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Read_WhatNoPageCanAnswer_IsRefused(StoreKind kind)
    {
        using var store = new TestStore(kind);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.EventsAsync(HistoryScope.All, new EventQuery { Limit = 0 }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.EventsAsync(HistoryScope.All, new EventQuery { Limit = 1001 }));
        await Assert.ThrowsAsync<ArgumentException>(() => store.EventsAsync(HistoryScope.All, new EventQuery { After = 1, Before = 2 }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.ChangesAsync(HistoryScope.All, new ChangeQuery(null, 0)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Append_MoreThanAreKept_LetsTheOldestGo(StoreKind kind)
    {
        using var store = new TestStore(kind, static options => options.MaxEvents = 10);
        await store.AppendAsync([.. Enumerable.Range(0, 25).Select(static _ => Sample.Changed(Sample.Chat))]);

        var page = await store.EventsAsync(HistoryScope.All, new EventQuery());

        Assert.Equal(Enumerable.Range(16, 10).Reverse().Select(static number => (long)number), Numbers(page));
        Assert.Equal((25, 16), (page.Newest, page.Oldest));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Append_AfterTheirTime_LetsThemGoAndNumbersGoOn(StoreKind kind)
    {
        using var store = new TestStore(kind);
        await store.AppendAsync(Sample.Changed(Sample.Chat), Sample.Changed(Sample.Chat, Sample.At.AddDays(1)));
        store.Clock.Advance(TimeSpan.FromDays(15.5));
        await store.AppendAsync(Sample.Changed(Sample.Search, store.Now));
        Assert.Equal([3L, 2L], Numbers(await store.EventsAsync(HistoryScope.All, new EventQuery())));

        store.Clock.Advance(TimeSpan.FromDays(16));
        await store.AppendAsync(Sample.Changed(Sample.Chat, Sample.At));
        var none = await store.EventsAsync(HistoryScope.All, new EventQuery());
        Assert.Empty(none.Entries);
        Assert.Equal((4, 0), (none.Newest, none.Oldest));

        await store.AppendAsync(Sample.Changed(Sample.Chat, store.Now));
        Assert.Equal([5L], Numbers(await store.EventsAsync(HistoryScope.All, new EventQuery())));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Changes_OfAScope_AreThoseOfItNewestFirst(StoreKind kind)
    {
        using var store = new TestStore(kind);
        await store.AppendAsync(Sample.Change("tenant.put"));
        await store.AppendAsync(Sample.Change("key.create", tenant: Sample.Chat.Tenant));
        await store.AppendAsync(Sample.Change("endpoint.put", endpoint: Sample.Chat));
        await store.AppendAsync(Sample.Change("endpoint.put", endpoint: Sample.Foreign));

        async Task<IEnumerable<(long, string)>> OfAsync(HistoryScope scope) =>
            (await store.ChangesAsync(scope, new ChangeQuery(null, 100))).Changes.Select(static change => (change.Number, change.Action));

        Assert.Equal([(3, "endpoint.put")], await OfAsync(HistoryScope.Of(Sample.Chat)));
        Assert.Equal([(3, "endpoint.put"), (2, "key.create")], await OfAsync(HistoryScope.Of(Sample.Chat.Tenant)));
        Assert.Equal([(4, "endpoint.put"), (3, "endpoint.put"), (2, "key.create"), (1, "tenant.put")], await OfAsync(HistoryScope.All));
        var page = await store.ChangesAsync(HistoryScope.All, new ChangeQuery(4, 2));
        Assert.Equal([3L, 2L], page.Changes.Select(static change => change.Number));
        Assert.True(page.HasMore);
        Assert.False((await store.ChangesAsync(HistoryScope.All, new ChangeQuery(3, 2))).HasMore);
        Assert.Equal(Sample.Change("endpoint.put", endpoint: Sample.Chat).Fields.AsEnumerable(), page.Changes[0].Fields);
        Assert.Equal((Sample.At, "key-1", "alice", Sample.Chat.Tenant, Sample.Chat), (page.Changes[0].At, page.Changes[0].KeyId, page.Changes[0].Actor, page.Changes[0].Tenant, page.Changes[0].Endpoint));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Changes_OverTheirTimeOrNumber_AreLetGo(StoreKind kind)
    {
        using var store = new TestStore(kind, static options => options.MaxChanges = 3);
        for (var i = 0; i < 5; i++)
        {
            await store.AppendAsync(Sample.Change("endpoint.put", endpoint: Sample.Chat));
        }

        Assert.Equal([5L, 4L, 3L], (await store.ChangesAsync(HistoryScope.All, new ChangeQuery(null, 100))).Changes.Select(static change => change.Number));
        store.Clock.Advance(TimeSpan.FromDays(401));
        await store.AppendAsync(Sample.Change("endpoint.put", endpoint: Sample.Chat, at: store.Now));
        Assert.Equal([6L], (await store.ChangesAsync(HistoryScope.All, new ChangeQuery(null, 100))).Changes.Select(static change => change.Number));
    }

    private static IEnumerable<long> Numbers(EventPage page) => page.Entries.Select(static entry => entry.Number);

    private static string Json(FleetEvent happened) => new VersionedStateSerializer(StateFormat.Json).Serialize(happened).ToString();
}
