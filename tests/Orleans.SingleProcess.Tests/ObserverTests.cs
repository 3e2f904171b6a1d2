using System.Runtime.CompilerServices;
using Orleans.Runtime;
using Orleans.SingleProcess.Tests.Grains;
using Orleans.SingleProcess.Tests.Simulation;

namespace Orleans.SingleProcess.Tests;

public sealed class ObserverTests
{
    [Fact]
    public async Task Tell_EachSubscribedObserver_GetsIt()
    {
        await using var host = await LiveHost.StartAsync();
        var grain = host.Grain<INewsGrain>("key");
        var (ann, bob) = (new NewsReader("ann", host.Probe), new NewsReader("bob", host.Probe));
        var reference = host.Grains.CreateObjectReference<INewsObserver>(ann);
        await grain.SubscribeAsync(reference);
        await grain.SubscribeAsync(reference);
        await grain.SubscribeAsync(host.Grains.CreateObjectReference<INewsObserver>(bob));

        await grain.TellAllAsync("one");

        await host.Probe.At("ann: one");
        await host.Probe.At("bob: one");
        Assert.Equal(2, host.Probe.Log.Count);
        GC.KeepAlive(ann);
        GC.KeepAlive(bob);
    }

    [Fact]
    public async Task Ask_ObserverAnswersOrThrows_GrainGetsIt()
    {
        await using var host = await LiveHost.StartAsync();
        var ann = new NewsReader("ann", host.Probe);
        await host.Grain<INewsGrain>("key").SubscribeAsync(host.Grains.CreateObjectReference<INewsObserver>(ann));

        Assert.Equal("ann answers why", await host.Grain<INewsGrain>("key").AskFirstAsync("why"));
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Grain<INewsGrain>("key").AskFirstAsync("fail"));

        Assert.Equal("ann does not know", thrown.Message);
        GC.KeepAlive(ann);
    }

    [Fact]
    public async Task Delete_Reference_CallsThroughItFail()
    {
        await using var host = await LiveHost.StartAsync();
        var ann = new NewsReader("ann", host.Probe);
        var reference = host.Grains.CreateObjectReference<INewsObserver>(ann);
        await host.Grain<INewsGrain>("key").SubscribeAsync(reference);

        host.Grains.DeleteObjectReference<INewsObserver>(reference);

        await Assert.ThrowsAsync<ClientNotAvailableException>(() => host.Grain<INewsGrain>("key").AskFirstAsync("why"));
        Assert.Throws<ArgumentException>(() => host.Grains.DeleteObjectReference<INewsObserver>(ann));
    }

    [Fact]
    public async Task Observer_NobodyHoldsIt_IsCollectedAndCallsFail()
    {
        await using var host = await LiveHost.StartAsync();
        await SubscribeAndForgetAsync(host);

        GC.Collect();
        GC.WaitForPendingFinalizers();

        await Assert.ThrowsAsync<ClientNotAvailableException>(() => host.Grain<INewsGrain>("key").AskFirstAsync("why"));
    }

    [Fact]
    public async Task Create_ObjectIsNoObserver_Throws()
    {
        await using var host = await LiveHost.StartAsync();
        var reference = host.Grains.CreateObjectReference<INewsObserver>(new NewsReader("ann", host.Probe));

        Assert.Throws<ArgumentException>(() => host.Grains.CreateObjectReference<INewsObserver>(reference));
    }

    [Fact]
    public void Observer_HostCrashes_ItsReferenceEnds()
    {
        var probe = new Probe();
        using var host = Simulated.Host(5, probe);
        var ann = new NewsReader("ann", probe);
        var old = host.Grains.CreateObjectReference<INewsObserver>(ann);
        host.CrashAndRestart();
        var present = host.Grains.CreateObjectReference<INewsObserver>(ann);

        Assert.Equal("ann answers why", host.Run(() => present.AskAsync("why")));
        Assert.Throws<ClientNotAvailableException>(() => host.Run(() => old.AskAsync("why")));
        GC.KeepAlive(ann);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task SubscribeAndForgetAsync(LiveHost host)
    {
        var reference = host.Grains.CreateObjectReference<INewsObserver>(new NewsReader("ann", host.Probe));
        await host.Grain<INewsGrain>("key").SubscribeAsync(reference);
    }
}
