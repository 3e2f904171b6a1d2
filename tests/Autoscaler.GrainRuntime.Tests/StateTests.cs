using Autoscaler.GrainRuntime.Tests.Grains;
using Autoscaler.GrainRuntime.Tests.Hosts;
using Orleans.Storage;

namespace Autoscaler.GrainRuntime.Tests;

/// <summary>State that outlives activations.</summary>
public sealed class StateTests
{
    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task State_IsReadByTheNextActivation(string name)
    {
        await using var host = await RuntimeHosts.StartAsync(name);
        await host.RunAsync(async () =>
        {
            var grain = host.Grain<ICounterGrain>("key");
            Assert.Equal(3, await grain.AddAsync(3));
            await grain.EndAsync();
            await host.Probe.At("deactivated 1");

            Assert.Equal(5, await grain.AddAsync(2));
            await grain.ClearAsync();
            Assert.Equal(1, await grain.AddAsync(1));
        });
    }

    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task Write_AnotherWriterWasFirst_CallerIsToldAndTheNextActivationReadsAnew(string name)
    {
        await using var host = await RuntimeHosts.StartAsync(name);
        await host.RunAsync(async () =>
        {
            var grain = host.Grain<ICounterGrain>("key");
            await grain.AddAsync(1);

            await Assert.ThrowsAsync<InconsistentStateException>(() => grain.AddStaleAsync(1));
            await host.Probe.At("deactivated 1");

            Assert.Equal(102, await grain.AddAsync(2));
        });
    }
}
