using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.SingleProcess.Storage;
using Orleans.SingleProcess.Tests.Grains;
using Orleans.SingleProcess.Tests.Simulation;
using Xunit.Sdk;

namespace Orleans.SingleProcess.Tests.Serialization;

/// <summary>Calls through strict hosts, live and simulated, and through one that is not.</summary>
public sealed class StrictHostTests
{
    [Fact]
    public Task Live_ArgumentsAndResults_AreTheReceiversOwn() => LiveAsync(AssertCopies);

    [Fact]
    public void Simulated_ArgumentsAndResults_AreTheReceiversOwn() => Simulate(AssertCopies);

    [Fact]
    public Task Live_WhatDoesNotTravel_IsRefused() => LiveAsync(AssertRefusals);

    [Fact]
    public void Simulated_WhatDoesNotTravel_IsRefused() => Simulate(AssertRefusals);

    [Fact]
    public Task Live_Exceptions_ArriveAsFromAnotherMachine() => LiveAsync(AssertExceptions);

    [Fact]
    public void Simulated_Exceptions_ArriveAsFromAnotherMachine() => Simulate(AssertExceptions);

    [Fact]
    public Task Live_ContextValues_AreCopiedOrRefused() => LiveAsync(AssertContext);

    [Fact]
    public async Task Live_References_AreMadeAgainForTheSameGrain()
    {
        await using var host = await LiveHost.StartAsync();
        var counter = host.Grain<ICounterGrain>("c");

        var passed = await host.Grain<IParcelGrain>("p").PassAsync(counter);
        await host.Grain<IParcelGrain>("p").PutAsync(counter);
        var taken = (ICounterGrain)(await host.Grain<IParcelGrain>("p").TakeAsync())!;

        Assert.NotSame(counter, passed);
        Assert.Equal(counter, passed);
        Assert.Equal(3, await passed.AddAsync(3));
        Assert.Equal(4, await taken.AddAsync(1));
    }

    [Fact]
    public async Task OneWay_WhatDoesNotTravel_ThrowsAtOnce()
    {
        await using var host = await LiveHost.StartAsync();

        await Assert.ThrowsAsync<CodecNotFoundException>(() => host.Grain<IParcelGrain>("p").TellAsync(TimeZoneInfo.Utc));
    }

    [Fact]
    public async Task NotStrict_Everything_IsPassedByReference()
    {
        await using var host = await LiveHost.StartAsync(static silo => silo.UseStrictMode(false));
        var grain = host.Grain<IParcelGrain>("p");
        var value = new Node();

        await grain.PutAsync(value);

        Assert.Same(value, await grain.TakeAsync());
        await Assert.ThrowsAsync<XunitException>(() => grain.ThrowAsync("plain"));
    }

    [Fact]
    public async Task State_StrictHost_IsWrittenAndReadAsCopies()
    {
        var storage = new MemoryGrainStorage();
        await using var host = await LiveHost.StartAsync(silo => silo.Services.AddGrainStorage("Default", (_, _) => storage));
        var grain = host.Grain<ICounterGrain>("a");
        await grain.AddAsync(3);
        var first = await ReadAsync(storage);
        await grain.EndAsync();

        Assert.Equal(4, await grain.AddAsync(1));
        Assert.Equal(3, first.Count);
        Assert.NotSame(first, await ReadAsync(storage));
    }

    private static async Task AssertCopies(IGrainFactory grains)
    {
        var grain = grains.GetGrain<IParcelGrain>("p");
        var sent = new Node { Numbers = [1] };
        var call = grain.PutAsync(sent);
        sent.Numbers[0] = 99;
        await call;

        var first = (Node)(await grain.TakeAsync())!;
        await grain.ChangeAsync();
        var second = (Node)(await grain.TakeAsync())!;

        Assert.Equal(1, first.Numbers[0]);
        Assert.Equal(2, second.Numbers[0]);
    }

    private static async Task AssertRefusals(IGrainFactory grains)
    {
        var grain = grains.GetGrain<IParcelGrain>("p");
        var thrown = await Assert.ThrowsAsync<CodecNotFoundException>(() => grain.PutAsync(TimeZoneInfo.Utc));
        Assert.Equal("Could not find a codec for type System.TimeZoneInfo.", thrown.Message);

        var node = new Node();
        node.Next = node;
        await Assert.ThrowsAsync<SerializerException>(() => grain.PutAsync(node));
        Assert.Null(await grain.TakeAsync());
    }

    private static async Task AssertExceptions(IGrainFactory grains)
    {
        var grain = grains.GetGrain<IParcelGrain>("p");
        var http = await Assert.ThrowsAsync<HttpRequestException>(() => grain.ThrowAsync("framework"));
        var fault = await Assert.ThrowsAsync<AppFault>(() => grain.ThrowAsync("annotated"));
        var inside = await Assert.ThrowsAsync<CodecNotFoundException>(() => grain.ThrowAsync("inside"));
        var plain = await Assert.ThrowsAsync<CodecNotFoundException>(() => grain.ThrowAsync("plain"));

        var untold = await Assert.ThrowsAsync<NotSupportedException>(() => grain.ThrowAsync("untold"));

        Assert.Null(http.StatusCode);
        Assert.Contains(nameof(ParcelGrain), http.StackTrace, StringComparison.Ordinal);
        Assert.Equal(5, fault.Code);
        Assert.Equal("Could not find a codec for type Xunit.Sdk.XunitException.", inside.Message);
        Assert.Equal(inside.Message, plain.Message);
        Assert.Equal("It has no message.", untold.Message);
    }

    private static async Task AssertContext(IGrainFactory grains)
    {
        var grain = grains.GetGrain<IParcelGrain>("p");
        var node = new Node { Numbers = [1] };
        RequestContext.Set("node", node);
        var seen = (Node)(await grain.ContextAsync("node"))!;
        RequestContext.Set("zone", TimeZoneInfo.Utc);

        Assert.NotSame(node, seen);
        Assert.Equal(1, seen.Numbers[0]);
        await Assert.ThrowsAsync<CodecNotFoundException>(() => grain.ContextAsync("zone"));
        RequestContext.Clear();
    }

    private static async Task<CounterState> ReadAsync(MemoryGrainStorage storage)
    {
        var state = new GrainState<CounterState>();
        await storage.ReadStateAsync("counter", GrainId.Create("counter", "a"), state);
        return state.State!;
    }

    private static async Task LiveAsync(Func<IGrainFactory, Task> assert)
    {
        await using var host = await LiveHost.StartAsync();
        await assert(host.Grains);
    }

    private static void Simulate(Func<IGrainFactory, Task> assert)
    {
        using var host = Simulated.Host(1, new Probe());
        host.Run(() => assert(host.Grains));
    }
}
