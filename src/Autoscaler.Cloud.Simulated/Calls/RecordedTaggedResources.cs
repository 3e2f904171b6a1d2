using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Tags;

namespace Autoscaler.Cloud.Simulated.Calls;

/// <summary>Lists by tag, and deletions that are written down.</summary>
internal sealed class RecordedTaggedResources(SimulatedCloud cloud, CallRecorder recorder, ITaggedResources inner) : ITaggedResources
{
    public Task<ImmutableArray<TaggedResource>> ListAsync(EndpointId? endpoint, CancellationToken cancellationToken) => inner.ListAsync(endpoint, cancellationToken);

    public Task DeleteAsync(TaggedResource resource, CancellationToken cancellationToken) => cloud.Look(world =>
    {
        recorder.Settle();
        var answer = inner.DeleteAsync(resource, cancellationToken);
        recorder.Record(world.Events.Now, new CloudCall.DeleteTagged(resource));
        return answer;
    });
}
