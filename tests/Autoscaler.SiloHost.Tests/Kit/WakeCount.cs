using System.Threading.Channels;
using Autoscaler.Contracts.Demand;
using Orleans.Runtime;

namespace Autoscaler.SiloHost.Tests.Kit;

/// <summary>Grains of which only feeds are there, and those tell when they are woken. The first call fails.</summary>
internal sealed class WakeCount : IMetricFeedGrain
{
    private readonly Channel<string> _woken = Channel.CreateUnbounded<string>();
    private int _calls;

    public ValueTask<string> NextAsync(CancellationToken cancellationToken) => _woken.Reader.ReadAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _woken.Writer.TryWrite($"call {++_calls}");
        return _calls == 1 ? throw new SiloUnavailableException("the silo was lost") : Task.CompletedTask;
    }

    public Task SubscribeAsync(FeedSubscription subscription, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task TickSoonAsync(EndpointId endpoint, CancellationToken cancellationToken) => throw new NotSupportedException();
}
