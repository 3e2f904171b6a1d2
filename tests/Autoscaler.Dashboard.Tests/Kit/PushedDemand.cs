using Autoscaler.Contracts.Demand;

namespace Autoscaler.Dashboard.Tests.Kit;

/// <summary>Users of an endpoint: a sample of their requests comes for each period of the service's clock, until it is disposed of.</summary>
internal sealed class PushedDemand : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly OneDashboard _one;
    private readonly string _endpoint;
    private readonly double _concurrency;
    private readonly ITimer _timer;

    public PushedDemand(OneDashboard one, string endpoint, double concurrency)
    {
        (_one, _endpoint, _concurrency) = (one, endpoint, concurrency);
        _timer = one.Clock.CreateTimer(_ => _ = PushAsync(), null, TimeSpan.Zero, Period);
    }

    public void Dispose() => _timer.Dispose();

    private async Task PushAsync()
    {
        var now = _one.Clock.GetUtcNow();
        var last = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % Period.Ticks), TimeSpan.Zero) - Period;
        var samples = Enumerable.Range(0, 12).Select(i => new DemandSample(last - (Period * i), _concurrency, null)).ToImmutableArray();
        await _one.Endpoint(_endpoint).PushDemandAsync([new ComponentDemand(new ComponentName(SmallEndpoint.Component), samples)], CancellationToken.None);
    }
}
