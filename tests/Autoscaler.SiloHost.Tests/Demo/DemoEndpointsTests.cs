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
        var source = DemoTraffic.SourceFor(1, 0, isSmall: false, DateTimeOffset.UnixEpoch);

        Assert.Equal(TimeSpan.FromHours(24), DemoTraffic.Length);
        Assert.InRange(source.Trace[^1].At, DemoTraffic.Length - TimeSpan.FromMinutes(1), DemoTraffic.Length);
        Assert.True(source.Trace.Zip(source.Trace.Skip(1)).All(static pair => pair.First.At <= pair.Second.At));
    }

    [Fact]
    public void SourceFor_AnotherSeedOrComponent_IsOtherTraffic()
    {
        var some = DemoTraffic.SourceFor(1, 0, isSmall: false, DateTimeOffset.UnixEpoch).Trace;

        Assert.Equal(some.AsEnumerable(), DemoTraffic.SourceFor(1, 0, isSmall: false, DateTimeOffset.UnixEpoch).Trace);
        Assert.NotEqual(some.AsEnumerable(), DemoTraffic.SourceFor(1, 1, isSmall: false, DateTimeOffset.UnixEpoch).Trace);
        Assert.NotEqual(some.AsEnumerable(), DemoTraffic.SourceFor(2, 0, isSmall: false, DateTimeOffset.UnixEpoch).Trace);
    }
}
