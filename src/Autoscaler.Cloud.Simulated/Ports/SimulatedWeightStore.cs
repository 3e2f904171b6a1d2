using Autoscaler.Cloud.Weights;

namespace Autoscaler.Cloud.Simulated.Ports;

internal sealed class SimulatedWeightStore(SimulatedCloud cloud, TimeProvider callerTime) : IWeightStore
{
    private readonly CallAnswer _answer = new(callerTime, cloud.Options.Latency.Snapshot);

    public Task<WeightsLookup> ResolveAsync(string location, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(location);
        cancellationToken.ThrowIfCancellationRequested();
        return _answer.After(cloud.Look(world => world.Weights.Resolve(location)), cancellationToken);
    }
}
