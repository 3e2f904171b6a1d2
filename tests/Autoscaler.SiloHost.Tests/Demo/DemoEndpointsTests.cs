using Autoscaler.Cloud.Simulated.Traffic;
using Autoscaler.Decisions.Specs;
using Autoscaler.SiloHost.Demo;

namespace Autoscaler.SiloHost.Tests.Demo;

public sealed class DemoEndpointsTests
{
    [Fact]
    public void All_Specs_KeepTheRules() => Assert.All(DemoEndpoints.All, static spec => Assert.Empty(EndpointSpecRules.Validate(spec)));

    [Fact]
    public void All_Tenants_ShareNothing()
    {
        Assert.Equal(2, DemoEndpoints.All.Select(static spec => spec.Id.Tenant).Distinct().Count());
        var components = DemoEndpoints.All.SelectMany(static spec => spec.Components).ToList();
        Assert.Distinct(components.Select(static component => component.Image.Digest));
        Assert.Distinct(components.Select(static component => component.Weights!.Version));
        Assert.Distinct(DemoEndpoints.All.SelectMany(static spec => spec.InstanceTypes));
    }

    [Fact]
    public void SourceFor_AComponent_IsInOrderForADay()
    {
        var source = SourceFor(1, 0);

        Assert.Equal(TimeSpan.FromHours(24), DemoTraffic.Length);
        Assert.InRange(source.Trace[^1].At, DemoTraffic.Length - TimeSpan.FromMinutes(1), DemoTraffic.Length);
        Assert.True(source.Trace.Zip(source.Trace.Skip(1)).All(static pair => pair.First.At <= pair.Second.At));
    }

    [Fact]
    public void SourceFor_AnotherSeedOrComponent_IsOtherTraffic()
    {
        var some = SourceFor(1, 0).Trace;

        Assert.Equal(some.AsEnumerable(), SourceFor(1, 0).Trace);
        Assert.NotEqual(some.AsEnumerable(), SourceFor(1, 1).Trace);
        Assert.NotEqual(some.AsEnumerable(), SourceFor(2, 0).Trace);
    }

    [Fact]
    public void SourceFor_PartOfTheTimeIsOver_GoesOnWhereItWas()
    {
        var whole = SourceFor(1, 0).Trace;
        var after = TimeSpan.FromHours(5);

        var rest = DemoTraffic.SourceFor(1, 0, DemoEndpoints.All[0].Components[0], after, DateTimeOffset.UnixEpoch).Trace;

        Assert.Equal(whole.Where(request => request.At >= after).Select(request => request with { At = request.At - after }), rest);
    }

    [Fact]
    public void SourceFor_AComponentThatGoesToZero_LeavesPausesLongerThanItsGrace()
    {
        var component = DemoEndpoints.All.SelectMany(static spec => spec.Components).Single(static component => component.MinCopies == 0);

        var trace = DemoTraffic.SourceFor(1, 1, component, TimeSpan.Zero, DateTimeOffset.UnixEpoch).Trace;

        Assert.True(trace.Zip(trace.Skip(1)).Count(pair => pair.Second.At - pair.First.At > component.Policy.ScaleToZero.IdleGrace * 2) == DemoTraffic.Rounds - 1);
    }

    private static TrafficSource.Requests SourceFor(ulong seed, int number) =>
        DemoTraffic.SourceFor(seed, number, DemoEndpoints.All[0].Components[0], TimeSpan.Zero, DateTimeOffset.UnixEpoch);
}
