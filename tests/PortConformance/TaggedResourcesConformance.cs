using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Conformance;

/// <summary>What every cloud's lists by tag do.</summary>
public abstract class TaggedResourcesConformance
{
    private protected abstract CloudUnderTest Cloud { get; }

    [PortFact]
    public async Task List_OfAll_HoldsThatOfEachEndpointSortedById()
    {
        var (one, other) = (Fleets.Endpoint(), Fleets.Endpoint());
        await Cloud.LaunchAsync(one);
        await Cloud.LaunchAsync(other);

        var all = await Cloud.Tags.ListAsync(null, CancellationToken.None);

        Assert.Equal(all.OrderBy(static resource => resource.Id, StringComparer.Ordinal).Select(static resource => resource.Id), all.Select(static resource => resource.Id));
        foreach (var endpoint in new[] { one, other })
        {
            var its = await Cloud.TaggedAsync(endpoint);
            Assert.NotEmpty(its);
            Assert.All(its, resource => Assert.Equal(endpoint, resource.Endpoint));
            Assert.All(its, resource => Assert.Contains(resource, all));
        }
    }

    [PortFact]
    public async Task List_AfterATermination_NamesTheInstanceTerminated()
    {
        var endpoint = Fleets.Endpoint();
        var instance = await Cloud.LaunchAsync(endpoint);
        await Cloud.Instances.TerminateAsync(instance, CancellationToken.None);
        Cloud.LetTimePass();

        var listed = Assert.Single(await Cloud.TaggedAsync(endpoint));
        Assert.Equal((TaggedResourceKind.Instance, instance.Value, TaggedResourceState.Terminated), (listed.Kind, listed.Id, listed.State));
    }

    [PortFact]
    public async Task Delete_OfEverythingListed_LeavesNothingLive_AndAgainIsNoError()
    {
        var endpoint = Fleets.Endpoint();
        await Cloud.LaunchAsync(endpoint);
        await Cloud.BuildAsync(Fleets.Build(endpoint));
        await Cloud.Snapshots.SetRestoreAsync(Fleets.Build(endpoint), new RestoreSetting(StartupMechanism.SnapshotLazy, null, []), CancellationToken.None);
        await Cloud.Snapshots.BuildAsync(Fleets.Build(endpoint, 2), CancellationToken.None);
        await Cloud.Keys.EnsureAsync(endpoint, CancellationToken.None);
        var listed = await Cloud.TaggedAsync(endpoint);
        Assert.All(
            new[]
            {
                TaggedResourceKind.Instance, TaggedResourceKind.Builder, TaggedResourceKind.Snapshot, TaggedResourceKind.LaunchTemplate, TaggedResourceKind.Key,
                TaggedResourceKind.Grant,
            },
            kind => Assert.Contains(listed, resource => resource.Kind == kind));

        for (var round = 0; round < 3; round++)
        {
            foreach (var resource in listed)
            {
                await Cloud.Tags.DeleteAsync(resource, CancellationToken.None);
            }

            Cloud.LetTimePass();
        }

        Assert.Empty(await Cloud.LiveAsync(endpoint));
    }
}
