using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.SingleProcess.Storage;
using Orleans.SingleProcess.Tests.Grains;
using Orleans.Storage;

namespace Orleans.SingleProcess.Tests.Storage;

public sealed class PersistentStateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("grain-state");

    [Fact]
    public async Task State_HostRestarts_SqliteKeepsIt()
    {
        await using (var first = await StartAsync())
        {
            Assert.False(await first.Grain<ICounterGrain>("a").ExistsAsync());
            Assert.Equal(5, await first.Grain<ICounterGrain>("a").AddAsync(5));
        }

        await using var second = await StartAsync();

        Assert.Equal(new CounterState(5, null), await second.Grain<ICounterGrain>("a").ReadAsync());
        Assert.Equal(7, await second.Grain<ICounterGrain>("a").AddAsync(2));
        Assert.Equal(new CounterState(), await second.Grain<ICounterGrain>("b").ReadAsync());
    }

    [Fact]
    public async Task State_GrainIsActivatedAgain_IsReadBeforeItsFirstCall()
    {
        await using var host = await LiveHost.StartAsync();
        var grain = host.Grain<ICounterGrain>("a");
        await grain.AddAsync(3);
        await grain.EndAsync();

        Assert.Equal(3, (await grain.ReadAsync()).Count);
    }

    [Fact]
    public async Task Write_AnotherWriterWasFirst_CallerGetsInconsistentStateAndTheNextActivationReadsAnew()
    {
        var storage = new MemoryGrainStorage();
        await using var host = await LiveHost.StartAsync(silo => silo.Services.AddGrainStorage("Default", (_, _) => storage));
        var grain = host.Grain<ICounterGrain>("a");
        await grain.AddAsync(1);
        var id = GrainId.Create("counter", "a");
        var behind = new GrainState<CounterState>();
        await storage.ReadStateAsync("counter", id, behind);
        await storage.WriteStateAsync("counter", id, behind);

        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.AddAsync(1));

        Assert.Equal(3, await grain.AddAsync(2));
    }

    [Fact]
    public async Task Clear_RecordExists_StateIsFreshAgain()
    {
        await using var host = await LiveHost.StartAsync();
        var grain = host.Grain<ICounterGrain>("a");
        await grain.AddAsync(3);

        await grain.ClearAsync();

        Assert.False(await grain.ExistsAsync());
        Assert.Equal(new CounterState(), await grain.ReadAsync());
        Assert.Equal(1, await grain.AddAsync(1));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<LiveHost> StartAsync() => LiveHost.StartAsync(
        silo => silo.AddSqliteGrainStorageAsDefault(options => options.Path = Path.Combine(_folder.FullName, "state.db")));
}
