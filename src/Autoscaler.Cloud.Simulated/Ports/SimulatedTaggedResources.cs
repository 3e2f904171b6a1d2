using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Tags;

namespace Autoscaler.Cloud.Simulated.Ports;

internal sealed class SimulatedTaggedResources(SimulatedCloud cloud, TimeProvider callerTime) : ITaggedResources
{
    private readonly CallAnswer _answer = new(callerTime, cloud.Options.Latency.Instance);

    public Task<ImmutableArray<TaggedResource>> ListAsync(EndpointId? endpoint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _answer.After(cloud.Look(world => Live.Of(world.Listed(), endpoint)), cancellationToken);
    }

    public Task DeleteAsync(TaggedResource resource, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        cancellationToken.ThrowIfCancellationRequested();
        cloud.Act(world => world.Delete(resource));
        return _answer.After(true, cancellationToken);
    }
}
