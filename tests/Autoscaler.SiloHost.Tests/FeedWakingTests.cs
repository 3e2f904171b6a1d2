using Autoscaler.Grains;
using Autoscaler.SiloHost.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Autoscaler.SiloHost.Tests;

public sealed class FeedWakingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task StartAsync_AFeedThatIsLost_IsWokenAgainByItsNextPoll()
    {
        var (time, feed) = (new ManualTime(DateTimeOffset.UnixEpoch), new WakeCount());
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(time).AddSingleton(FeedsOnly.Of(feed)).AddAutoscalerGrains().AddFeedWaking();
        await using var provider = services.BuildServiceProvider();
        var waker = Assert.Single(provider.GetServices<IHostedService>());
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);

        await waker.StartAsync(patience.Token);
        Assert.Equal("call 1", await feed.NextAsync(patience.Token));
        time.Advance(new FleetOptions().TickPeriod);
        Assert.Equal("call 2", await feed.NextAsync(patience.Token));
        time.Advance(new FleetOptions().TickPeriod);
        Assert.Equal("call 3", await feed.NextAsync(patience.Token));
        await waker.StopAsync(patience.Token);
    }
}
