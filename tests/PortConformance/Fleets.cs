using System.Globalization;
using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Conformance;

/// <summary>What the suites launch and build; each test has endpoints of its own, for a cloud may be shared.</summary>
internal static class Fleets
{
    private static int _tenants;

    public static readonly ImageSpec Image = new(
        "123456789012.dkr.ecr.us-east-1.amazonaws.com/lmi:1", new ImageDigest($"sha256:{new string('a', 64)}"), ByteCount.FromGigabytes(17.7));

    public static EndpointId Endpoint(string name = "chat") =>
        EndpointId.Parse(string.Create(CultureInfo.InvariantCulture, $"tenant-{Interlocked.Increment(ref _tenants)}/{name}"));

    public static SnapshotBuild Build(EndpointId endpoint, int attempt = 1) => new(endpoint, Image, attempt) { Components = [new ComponentName("llm")] };

    public static ImageSource Restored(int build = 1) => new(Image.Digest, StartupMechanism.SnapshotLazy, null) { Build = build };

    public static LaunchRequest Request(this CloudUnderTest cloud, EndpointId endpoint, int slot = 0, params ImmutableArray<ImageSource> images) =>
        new() { Slot = new SlotId(endpoint, slot), Generation = 1, Pools = [cloud.Pool], Images = images };

    public static async Task<InstanceId> LaunchAsync(this CloudUnderTest cloud, EndpointId endpoint, int slot = 0) =>
        Assert.IsType<LaunchResult.Accepted>(await cloud.Instances.LaunchAsync(cloud.Request(endpoint, slot), CancellationToken.None)).Instance;

    public static async Task<BuildStatus.Ready> BuildAsync(this CloudUnderTest cloud, SnapshotBuild build)
    {
        Assert.IsType<BuildResult.Accepted>(await cloud.Snapshots.BuildAsync(build, CancellationToken.None));
        await cloud.FinishBuilderAsync(build);
        return Assert.IsType<BuildStatus.Ready>(await cloud.Snapshots.DescribeAsync(build, CancellationToken.None));
    }

    public static async Task<ImmutableArray<TaggedResource>> TaggedAsync(this CloudUnderTest cloud, EndpointId endpoint) => await cloud.Tags.ListAsync(endpoint, CancellationToken.None);

    /// <summary>What is live, by kind.</summary>
    public static async Task<TaggedResourceKind[]> LiveAsync(this CloudUnderTest cloud, EndpointId endpoint) =>
        [.. (await cloud.TaggedAsync(endpoint)).Where(static resource => resource.State == TaggedResourceState.Live).Select(static resource => resource.Kind).Distinct().Order()];
}
