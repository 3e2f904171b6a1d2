using Autoscaler.Cloud.Registries;

namespace Autoscaler.Cloud.Simulated.Ports;

internal sealed class SimulatedImageRegistry(SimulatedCloud cloud, TimeProvider callerTime) : IImageRegistry
{
    private readonly CallAnswer _answer = new(callerTime, cloud.Options.Latency.Snapshot);

    public Task<ImageLookup> ResolveAsync(string reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);
        cancellationToken.ThrowIfCancellationRequested();
        return _answer.After(cloud.Look(world => world.Registry.Resolve(reference)), cancellationToken);
    }
}
