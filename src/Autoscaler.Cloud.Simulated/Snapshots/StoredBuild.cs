using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Simulated.Events;
using Autoscaler.Cloud.Snapshots;

namespace Autoscaler.Cloud.Simulated.Snapshots;

/// <summary>A build, and what there is of it.</summary>
internal sealed class StoredBuild(SnapshotBuild request, long number, ByteCount unpackedSize)
{
    /// <summary>What was asked for: the tags of all that the build makes.</summary>
    public SnapshotBuild Request { get; } = request;

    public EndpointId Owner => Request.Endpoint;

    /// <summary>The endpoint whose bytes it holds.</summary>
    public EndpointId WrittenFor { get; set; } = request.Endpoint;

    /// <summary>What it holds.</summary>
    public ImageDigest Image { get; set; } = request.Image.Digest;

    public ByteCount UnpackedSize { get; } = unpackedSize;

    public string BuilderId { get; } = StableIds.Of("i", $"builder/{request.Token}", number);

    public string VolumeId { get; } = StableIds.Of("vol", $"builder/{request.Token}", number);

    public SnapshotId Snapshot { get; } = new(StableIds.Of("snap", request.Token, number));

    public string TemplateId { get; } = StableIds.Of("lt", request.Token, number);

    /// <summary>Where fast restore is on, and what it can restore there.</summary>
    public SortedDictionary<ZoneName, FastRestoreCredits> FastRestore { get; } = [];

    public BuildStage Stage { get; set; } = BuildStage.Pulling;

    public bool HasBuilder { get; set; } = true;

    public bool HasVolume { get; set; } = true;

    public bool HasSnapshot { get; set; }

    public bool HasTemplate { get; set; }

    /// <summary>What is live of it.</summary>
    public IEnumerable<TaggedResource> Live()
    {
        if (HasBuilder)
        {
            yield return Tagged(TaggedResourceKind.Builder, BuilderId);
        }

        if (HasVolume)
        {
            yield return Tagged(TaggedResourceKind.Volume, VolumeId);
        }

        if (HasSnapshot)
        {
            yield return Tagged(TaggedResourceKind.Snapshot, Snapshot.Value);
        }

        if (HasTemplate)
        {
            yield return Tagged(TaggedResourceKind.LaunchTemplate, TemplateId);
        }

        foreach (var zone in FastRestore.Keys)
        {
            yield return Tagged(TaggedResourceKind.FastRestore, $"{Snapshot}/{zone}");
        }
    }

    private TaggedResource Tagged(TaggedResourceKind kind, string id) => new(kind, id, Owner) { Content = Request.Image.Digest, Build = Request.Attempt };
}
