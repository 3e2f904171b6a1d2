using Amazon.KeyManagementService;
using Autoscaler.Cloud.Aws.Access;
using Autoscaler.Cloud.Aws.Ec2;
using Autoscaler.Cloud.Aws.Kms;
using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Tags;

namespace Autoscaler.Cloud.Aws.Tags;

/// <summary>All that carries the installation's tags, on EC2 and KMS. A tenant's key is no endpoint's, so it is not listed; the grants on it are.</summary>
internal sealed class AwsTaggedResources(Ec2Calls calls, ResourceLists lists, KmsCalls kms, FleetKeys keys, KeyOptions keyOptions, CallDeadline deadline) : ITaggedResources
{
    public Task<ImmutableArray<TaggedResource>> ListAsync(EndpointId? endpoint, CancellationToken cancellationToken) =>
        deadline.RunAsync($"List of all that is tagged with {endpoint?.ToString() ?? "any endpoint"}", cancel => ListCoreAsync(endpoint, cancel), cancellationToken);

    private async Task<ImmutableArray<TaggedResource>> ListCoreAsync(EndpointId? endpoint, CancellationToken cancellationToken) => ResourceLists.Sorted(
        (await lists.InstancesAsync(endpoint, cancellationToken))
        .Concat(await lists.VolumesAsync(endpoint, cancellationToken))
        .Concat(await lists.SnapshotsAsync(endpoint, cancellationToken))
        .Concat(await lists.LaunchTemplatesAsync(endpoint, cancellationToken))
        .Concat(await KeysAsync(endpoint, cancellationToken)));

    public Task DeleteAsync(TaggedResource resource, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return deadline.RunAsync($"Delete of {resource.Kind} {resource.Id}", cancel => DeleteCoreAsync(resource, cancel), cancellationToken);
    }

    private Task DeleteCoreAsync(TaggedResource resource, CancellationToken cancellationToken) => resource.Kind switch
    {
        TaggedResourceKind.Instance or TaggedResourceKind.Builder => calls.TerminateAsync(resource.Id, cancellationToken),
        TaggedResourceKind.Volume => calls.DeleteVolumeAsync(resource.Id, cancellationToken),
        TaggedResourceKind.Snapshot => calls.DeleteSnapshotAsync(resource.Id, cancellationToken),
        TaggedResourceKind.LaunchTemplate => calls.DeleteLaunchTemplateAsync(resource.Id, cancellationToken),
        TaggedResourceKind.FastRestore => calls.DisableFastRestoreAsync(FirstOf(resource), [SecondOf(resource)], cancellationToken),
        TaggedResourceKind.Key => kms.ScheduleDeletionAsync(resource.Id, KmsKeyVault.DaysOf(keyOptions.OrphanWait), cancellationToken),
        TaggedResourceKind.Grant => kms.RevokeGrantAsync(FirstOf(resource), SecondOf(resource), cancellationToken),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private async Task<IEnumerable<TaggedResource>> KeysAsync(EndpointId? endpoint, CancellationToken cancellationToken)
    {
        var found = new List<TaggedResource>();
        foreach (var (key, tags) in await keys.FindAsync(endpoint, cancellationToken))
        {
            if (await kms.FindKeyAsync(key, cancellationToken) is not { } described)
            {
                continue;
            }

            var isPending = described.KeyState == KeyState.PendingDeletion;
            if (tags.ToResource(TaggedResourceKind.Key, key) is { } resource)
            {
                found.Add(resource with
                {
                    State = isPending ? TaggedResourceState.PendingDeletion : TaggedResourceState.Live,
                    DeletesAt = isPending && described.DeletionDate is { } date ? new DateTimeOffset(date.ToUniversalTime(), TimeSpan.Zero) : null,
                });
            }

            // A grant has an id within its key alone.
            found.AddRange((await kms.GrantsAsync(key, cancellationToken))
                .Select(grant => (grant.GrantId, Endpoint: keys.EndpointOf(grant)))
                .Where(grant => grant.Endpoint is { } owner && (endpoint is null || owner == endpoint))
                .Select(grant => new TaggedResource(TaggedResourceKind.Grant, $"{key}/{grant.GrantId}", grant.Endpoint!.Value)));
        }

        return found;
    }

    // As snapshot/zone and key/grant.
    private static string FirstOf(TaggedResource resource) => resource.Id.Split('/') is [{ Length: > 0 } first, _] ? first : throw Malformed(resource);

    private static string SecondOf(TaggedResource resource) => resource.Id.Split('/') is [_, { Length: > 0 } second] ? second : throw Malformed(resource);

    private static ArgumentException Malformed(TaggedResource resource) =>
        new($"The id of a {resource.Kind}: expected two parts around one slash; found '{resource.Id}'.", nameof(resource));
}
