using Amazon.EC2;
using Autoscaler.Cloud.Aws.Tags;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Cloud.Aws.Ec2;

/// <summary>
/// Finds what a launch restores: by the endpoint of its slot, the content and the build, so that no request can name another endpoint's snapshot; and how, by the entry's
/// launch template.
/// </summary>
internal sealed class EntryVolumes(Ec2Calls calls, FleetNames names)
{
    /// <summary>The volumes, in the order of the request; or the first source that cannot be restored.</summary>
    public async Task<(ImmutableArray<CacheVolume> Volumes, ImageSource? Missing)> FindAsync(LaunchRequest request, CancellationToken cancellationToken)
    {
        var sources = request.Images.Where(static source => source.Build is not null).ToArray();
        if (sources.Length == 0)
        {
            return ([], null);
        }

        var endpoint = request.Slot.Endpoint;
        var tokens = sources.Select(source => FleetNames.TokenOf(endpoint, source.Image, source.Build!.Value)).ToArray();
        var found = await calls.SnapshotsAsync(
            cancellationToken,
            Ec2Calls.ByTag(TagNames.Fleet, names.Fleet),
            Ec2Calls.ByTag(TagNames.Endpoint, endpoint.ToString()),
            Ec2Calls.ByTag(TagNames.Token, tokens));
        var volumes = ImmutableArray.CreateBuilder<CacheVolume>();
        for (var index = 0; index < sources.Length; index++)
        {
            var snapshot = BuildSnapshots.FirstOf(found.Where(one => TagSet.Of(one.Tags)[TagNames.Token] == tokens[index]));
            var entry = snapshot?.State == SnapshotState.Completed ? await calls.LaunchTemplateContentsAsync(names.EntryTemplateOf(tokens[index]), cancellationToken) : null;
            if (entry is null || LaunchTemplateContents.VolumeOf(sources[index], index, snapshot!.SnapshotId, entry) is not { } volume)
            {
                return ([], sources[index]);
            }

            volumes.Add(volume);
        }

        return (volumes.ToImmutable(), null);
    }
}
