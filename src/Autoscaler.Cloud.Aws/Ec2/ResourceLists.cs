using Amazon.EC2;
using Amazon.EC2.Model;
using Autoscaler.Cloud.Aws.Tags;
using Autoscaler.Cloud.Instances;

namespace Autoscaler.Cloud.Aws.Ec2;

/// <summary>What there is on EC2 that carries the installation's tag, of one endpoint or of all, by kind.</summary>
internal sealed class ResourceLists(Ec2Calls calls, Ec2Options options, FleetNames names)
{
    private static readonly ImmutableArray<string> FastRestoreStates = ["enabling", "optimizing", "enabled"];

    /// <summary>By id, the same for whoever looks.</summary>
    public static ImmutableArray<TaggedResource> Sorted(IEnumerable<TaggedResource> resources) =>
        [.. resources.OrderBy(static resource => resource.Id, StringComparer.Ordinal).ThenBy(static resource => resource.Kind)];

    /// <summary>Instances and builders, also those that are terminated and still listed.</summary>
    public async Task<ImmutableArray<TaggedResource>> InstancesAsync(EndpointId? endpoint, CancellationToken cancellationToken) =>
    [
        .. (await calls.InstancesAsync(cancellationToken, Of(endpoint))).Select(static instance =>
        {
            var tags = TagSet.Of(instance.Tags);
            var kind = tags[TagNames.Role] == TagNames.Roles.Builder ? TaggedResourceKind.Builder : TaggedResourceKind.Instance;
            var state = instance.State?.Name == InstanceStateName.Terminated ? TaggedResourceState.Terminated : TaggedResourceState.Live;
            return tags.ToResource(kind, instance.InstanceId) is { } resource ? resource with { State = state } : null;
        }).OfType<TaggedResource>(),
    ];

    public async Task<ImmutableArray<TaggedResource>> VolumesAsync(EndpointId? endpoint, CancellationToken cancellationToken) =>
        Tagged(await calls.VolumesAsync(cancellationToken, Of(endpoint)), TaggedResourceKind.Volume, static volume => volume.VolumeId, static volume => volume.Tags);

    public async Task<ImmutableArray<TaggedResource>> LaunchTemplatesAsync(EndpointId? endpoint, CancellationToken cancellationToken) => Tagged(
        await calls.LaunchTemplatesAsync(cancellationToken, Of(endpoint)), TaggedResourceKind.LaunchTemplate, static template => template.LaunchTemplateId, static template => template.Tags);

    /// <summary>Snapshots, and the zones where fast restore is on for them as <c>snapshot/zone</c>.</summary>
    public async Task<ImmutableArray<TaggedResource>> SnapshotsAsync(EndpointId? endpoint, CancellationToken cancellationToken)
    {
        var snapshots = Tagged(await calls.SnapshotsAsync(cancellationToken, Of(endpoint)), TaggedResourceKind.Snapshot, static snapshot => snapshot.SnapshotId, static snapshot => snapshot.Tags);
        if (!options.AllowFastRestore || snapshots.IsEmpty)
        {
            return snapshots;
        }

        // Fast restore carries no tag: it is its snapshot's.
        var byId = snapshots.ToDictionary(static snapshot => snapshot.Id, StringComparer.Ordinal);
        var restores = await calls.FastRestoresAsync(cancellationToken, new Filter("state", [.. FastRestoreStates]));
        return
        [
            .. snapshots,
            .. restores.Where(restore => byId.ContainsKey(restore.SnapshotId))
                .Select(restore => byId[restore.SnapshotId] with { Kind = TaggedResourceKind.FastRestore, Id = $"{restore.SnapshotId}/{restore.AvailabilityZone}" }),
        ];
    }

    private static ImmutableArray<TaggedResource> Tagged<T>(IEnumerable<T> listed, TaggedResourceKind kind, Func<T, string> id, Func<T, List<Tag>?> tags) =>
        [.. listed.Select(one => TagSet.Of(tags(one)).ToResource(kind, id(one))).OfType<TaggedResource>()];

    private Filter[] Of(EndpointId? endpoint) => endpoint is { } one
        ? [Ec2Calls.ByTag(TagNames.Fleet, names.Fleet), Ec2Calls.ByTag(TagNames.Endpoint, one.ToString())]
        : [Ec2Calls.ByTag(TagNames.Fleet, names.Fleet)];
}
