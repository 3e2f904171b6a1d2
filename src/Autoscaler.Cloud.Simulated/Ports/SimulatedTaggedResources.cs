using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Tags;

namespace Autoscaler.Cloud.Simulated.Ports;

internal sealed class SimulatedTaggedResources(SimulatedCloud cloud, TimeProvider callerTime) : ITaggedResources
{
    // The shortest time that a key waits for its deletion.
    private static readonly TimeSpan KeyDeletionWait = TimeSpan.FromDays(7);

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
        cloud.Act(world => Delete(world, resource));
        return _answer.After(true, cancellationToken);
    }

    private static void Delete(World world, TaggedResource resource)
    {
        switch (resource.Kind)
        {
            case TaggedResourceKind.Instance:
                world.Fleet.Terminate(new InstanceId(resource.Id));
                break;
            case TaggedResourceKind.Key or TaggedResourceKind.Grant:
                world.Keys.Delete(resource, KeyDeletionWait);
                break;
            case TaggedResourceKind.Volume when resource.Build is null:
                // It goes with its instance, as all volumes of instances do.
                break;
            default:
                world.Snapshots.Delete(resource);
                break;
        }
    }
}
