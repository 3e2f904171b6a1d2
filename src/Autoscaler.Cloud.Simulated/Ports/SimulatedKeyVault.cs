using Autoscaler.Cloud.Keys;

namespace Autoscaler.Cloud.Simulated.Ports;

internal sealed class SimulatedKeyVault(SimulatedCloud cloud, TimeProvider callerTime) : IKeyVault
{
    private readonly CallAnswer _answer = new(callerTime, cloud.Options.Latency.Snapshot);

    public Task<KeyResult> EnsureAsync(EndpointId endpoint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _answer.After(cloud.Look(world => world.Keys.Ensure(endpoint)), cancellationToken);
    }

    public Task RevokeGrantsAsync(EndpointId endpoint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        cloud.Act(world => world.Keys.RevokeGrants(endpoint));
        return _answer.After(true, cancellationToken);
    }

    public Task ScheduleDeletionAsync(EndpointId endpoint, TimeSpan wait, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.FromDays(7));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wait, TimeSpan.FromDays(30));
        cancellationToken.ThrowIfCancellationRequested();
        cloud.Act(world => world.Keys.ScheduleDeletion(endpoint, wait));
        return _answer.After(true, cancellationToken);
    }
}
