using Autoscaler.GrainRuntime.Tests.Grains;
using Autoscaler.GrainRuntime.Tests.Hosts;

namespace Autoscaler.GrainRuntime.Tests;

/// <summary>Objects outside of grains that grains call.</summary>
public sealed class ObserverTests
{
    [Theory, MemberData(nameof(RuntimeHosts.All), MemberType = typeof(RuntimeHosts))]
    public async Task Observer_Subscribed_IsToldAndAsked(string name)
    {
        await using var host = await RuntimeHosts.StartAsync(name);
        var reader = new NewsReader(host.Probe);
        await host.RunAsync(async () =>
        {
            var grain = host.Grain<INewsGrain>("key");
            var reference = host.Grains.CreateObjectReference<INewsObserver>(reader);
            await grain.SubscribeAsync(reference);
            await grain.SubscribeAsync(reference);

            Assert.Equal(1, await grain.TellAllAsync("news"));
            await host.Probe.At("news");
            Assert.Equal("because", await grain.AskFirstAsync("why"));
            Assert.Equal(["news"], host.Probe.Log);

            host.Grains.DeleteObjectReference<INewsObserver>(reference);
        });
        GC.KeepAlive(reader);
    }

    private sealed class NewsReader(Probe probe) : INewsObserver
    {
        public Task TellAsync(string news)
        {
            probe.Write(news);
            probe.Open(news);
            return Task.CompletedTask;
        }

        public Task<string> AskAsync(string question) => Task.FromResult("because");
    }
}
