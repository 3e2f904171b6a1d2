using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Fleets;
using Autoscaler.Dashboard.Live;

namespace Autoscaler.Dashboard.Tests.Live;

public sealed class EndpointFilterTests
{
    [Fact]
    public void Apply_ATextAndAState_LeavesThoseThatFitBoth()
    {
        ImmutableArray<EndpointSummary> endpoints = [One("acme/chat", 2), One("acme/embed", 9), One("globex/chat", 5) with { IsPaused = true }];
        Assert.Equal(["acme/chat", "globex/chat"], Ids(new EndpointFilter(" CHAT", null), endpoints));
        Assert.Equal(["acme/chat", "acme/embed", "globex/chat"], Ids(new EndpointFilter("", null), endpoints));
        Assert.Equal(["globex/chat"], Ids(new EndpointFilter("chat", EndpointState.Paused), endpoints));
    }

    [Fact]
    public void StateOf_AnEndpoint_IsTheWorstThatHolds()
    {
        var one = One("acme/chat", 2);
        Assert.Equal(EndpointState.Steady, EndpointFilter.StateOf(one));
        Assert.Equal(EndpointState.Behind, EndpointFilter.StateOf(one with { Copies = new CopyCounts(3, 2, 0, 0) }));
        Assert.Equal(EndpointState.Scaling, EndpointFilter.StateOf(one with { Copies = new CopyCounts(3, 2, 1, 0) }));
        Assert.Equal(EndpointState.Paused, EndpointFilter.StateOf(one with { IsPaused = true, Copies = new CopyCounts(3, 2, 1, 0) }));
        Assert.Equal(EndpointState.Deleting, EndpointFilter.StateOf(one with { IsPaused = true, Phase = EndpointPhase.Deleting }));
        Assert.Equal(EndpointState.Stopped, EndpointFilter.StateOf(one with { StoppedComponents = 1, Phase = EndpointPhase.Deleting }));
        Assert.Equal(EndpointState.Unknown, EndpointFilter.StateOf(one with { IsUnknown = true, StoppedComponents = 1 }));
    }

    private static EndpointSummary One(string id, int ready) =>
        new() { Id = EndpointId.Parse(id), Phase = EndpointPhase.Active, Version = 1, Copies = new CopyCounts(ready, ready, 0, 0) };

    private static IEnumerable<string> Ids(EndpointFilter filter, ImmutableArray<EndpointSummary> endpoints) => filter.Apply(endpoints).Select(static endpoint => endpoint.Id.ToString());
}
