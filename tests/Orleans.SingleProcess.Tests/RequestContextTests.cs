using Orleans.Runtime;
using Orleans.SingleProcess.Tests.Grains;

namespace Orleans.SingleProcess.Tests;

public sealed class RequestContextTests
{
    private const string Name = "name";

    [Fact]
    public async Task Value_SetByAClient_FlowsThroughGrains()
    {
        await using var host = await LiveHost.StartAsync();
        RequestContext.Set(Name, "client");

        Assert.Equal("client", await host.Grain<IContextGrain>("a").ReadThroughAsync("b", Name));
        Assert.Equal([new KeyValuePair<string, object>(Name, "client")], RequestContext.Entries);
        Assert.True(RequestContext.Remove(Name));
        Assert.False(RequestContext.Remove(Name));
        Assert.Null(await host.Grain<IContextGrain>("a").ReadThroughAsync("b", Name));
    }

    [Fact]
    public async Task Value_OneWayCall_Flows()
    {
        await using var host = await LiveHost.StartAsync();
        RequestContext.Set(Name, "client");

        await host.Grain<IContextGrain>("a").KeepAsync(Name);

        Assert.Equal("client", await host.Grain<IContextGrain>("a").KeptAsync());
    }
}
