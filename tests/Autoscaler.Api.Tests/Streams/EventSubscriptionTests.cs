using Autoscaler.Api.Streams;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;

namespace Autoscaler.Api.Tests.Streams;

public sealed class EventSubscriptionTests
{
    private static readonly EndpointId Own = EndpointId.Parse("acme/chat");

    [Fact]
    public async Task Tell_MoreThanItsReaderTakes_EndsItWithoutGrowing()
    {
        using var subscription = new EventSubscription(HistoryScope.All, EventKinds.All, capacity: 3, static _ => { });
        for (var number = 1; number <= 10; number++)
        {
            subscription.Tell(Frame(number, Own));
        }

        var numbers = new List<long>();
        await foreach (var frame in subscription.Reader.ReadAllAsync())
        {
            numbers.Add(frame.Entry.Number);
        }

        Assert.Equal([1, 2, 3], numbers);
    }

    [Fact]
    public void Tell_WhatWasNotAskedFor_TellsNothing()
    {
        using var subscription = new EventSubscription(HistoryScope.Of(Own), EventKinds.Endpoint, capacity: 3, static _ => { });
        subscription.Tell(Frame(1, EndpointId.Parse("acme/other")));
        subscription.Tell(Frame(2, EndpointId.Parse("globex/chat")));
        subscription.Tell(new EventFrame(new JournalEntry(3, new LaunchRefused(DateTimeOffset.UnixEpoch, Own, 0, []))));
        subscription.Tell(Frame(4, Own));
        Assert.True(subscription.Reader.TryRead(out var frame));
        Assert.Equal(4, frame.Entry.Number);
        Assert.False(subscription.Reader.TryRead(out _));
    }

    private static EventFrame Frame(long number, EndpointId endpoint) =>
        new(new JournalEntry(number, new EndpointChanged(DateTimeOffset.UnixEpoch, endpoint, EndpointPhase.Active)));
}
