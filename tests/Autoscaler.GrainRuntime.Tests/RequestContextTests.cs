using Autoscaler.GrainRuntime.Tests.Grains;
using Autoscaler.GrainRuntime.Tests.Hosts;

namespace Autoscaler.GrainRuntime.Tests;

/// <summary>Values that flow with calls.</summary>
public sealed class RequestContextTests
{
    private const string Name = "name";

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task Value_SetByAClient_FlowsThroughGrains(string name)
    {
        await using var host = await RuntimeHosts.StartAsync(name);
        await host.RunAsync(async () =>
        {
            RequestContext.Set(Name, "client");

            Assert.Equal("client", await host.Grain<IContextGrain>("a").ReadThroughAsync("b", Name));
            RequestContext.Remove(Name);
            Assert.Null(await host.Grain<IContextGrain>("a").ReadThroughAsync("b", Name));
        });
    }

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task Value_SetInAGrain_FlowsOnAndNotBack(string name)
    {
        await using var host = await RuntimeHosts.StartAsync(name);
        await host.RunAsync(async () =>
        {
            RequestContext.Set(Name, "client");

            Assert.Equal("grain", await host.Grain<IContextGrain>("a").SetAndReadThroughAsync("b", Name, "grain"));

            Assert.Equal("client", RequestContext.Get(Name));
            Assert.Equal("client", await host.Grain<IContextGrain>("a").ReadAsync(Name));
        });
    }

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task Value_Timer_BeginsWithout(string name)
    {
        await using var host = await RuntimeHosts.StartAsync(name);
        await host.RunAsync(async () =>
        {
            RequestContext.Set(Name, "client");

            await host.Grain<IContextGrain>("a").WriteInTimerAsync(Name);
            await host.Probe.At("ticked");

            Assert.Equal(["timer sees nothing"], host.Probe.Log);
        });
    }
}
