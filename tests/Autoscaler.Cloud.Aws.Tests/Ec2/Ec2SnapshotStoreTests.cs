using Amazon.EC2;
using Amazon.EC2.Model;
using Autoscaler.Cloud.Aws.Ec2;
using Autoscaler.Cloud.Aws.Tags;
using Autoscaler.Cloud.Aws.Tests.Kit;
using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Aws.Tests.Ec2;

/// <summary>Builds, as their builders' tags tell of them.</summary>
[Collection(MotoCollectionDefinition.Name)]
public sealed class Ec2SnapshotStoreTests(MotoServer moto) : IAsyncLifetime
{
    private static int _tenants;

    private readonly SnapshotBuild _build = new(
        new EndpointId(new TenantId($"store-{Interlocked.Increment(ref _tenants)}"), "chat"), new ImageSpec("registry/lmi:1", new ImageDigest($"sha256:{new string('a', 64)}"), ByteCount.FromGigabytes(17.7)), 1)
    {
        Components = [new ComponentName("llm"), new ComponentName("vision")],
    };

    private MotoUnderTest? _cloud;

    private MotoUnderTest Cloud => _cloud!;

    public async Task InitializeAsync() => _cloud = await MotoUnderTest.CreateAsync(moto);

    public Task DisposeAsync()
    {
        _cloud?.Dispose();
        return Task.CompletedTask;
    }

    [MotoFact]
    public async Task Build_OfAnImage_LaunchesABuilderWithAFreshEncryptedVolumeAndTags()
    {
        var key = Assert.IsType<Autoscaler.Cloud.Keys.KeyResult.Ready>(await Cloud.Keys.EnsureAsync(_build.Endpoint, CancellationToken.None)).Key;
        await Cloud.Snapshots.BuildAsync(_build with { Key = key }, CancellationToken.None);

        var builder = await BuilderAsync();
        Assert.Equal("c6i.2xlarge", builder.InstanceType.Value);
        var tags = TagSet.Of(builder.Tags);
        Assert.Equal(
            ("autoscaler", "builder", "llm vision", _build.Image.Digest.Value, 1),
            (tags[TagNames.Fleet], tags[TagNames.Role], tags[TagNames.Components], tags.Content, tags.NumberOf(TagNames.Build)));
        var volumes = await Cloud.Client.DescribeVolumesAsync(new DescribeVolumesRequest { Filters = [new Filter("volume-id", [FoundBuild.VolumeOf(builder)])] });
        var volume = Assert.Single(volumes.Volumes);

        // 17.7 GB × 4.5, in GiB, and 10 to spare.
        Assert.Equal((85, true, VolumeType.Gp3), (volume.Size, volume.Encrypted, volume.VolumeType));
        Assert.EndsWith(key.Value, volume.KmsKeyId, StringComparison.Ordinal);
    }

    [MotoFact]
    public async Task Describe_OfABuilderThatSaysItFailed_TellsWhy()
    {
        await Cloud.Snapshots.BuildAsync(_build, CancellationToken.None);
        await SayAsync((TagNames.BuildState, TagNames.BuildStates.Failed), (TagNames.BuildFailure, "the builder failed at: pull"));

        Assert.Equal(new BuildStatus.Failed("the builder failed at: pull"), await Cloud.Snapshots.DescribeAsync(_build, CancellationToken.None));
    }

    [MotoFact]
    public async Task Describe_OfABuilderThatStoppedWithoutAWord_IsAFailure()
    {
        await Cloud.Snapshots.BuildAsync(_build, CancellationToken.None);
        await StopAsync();

        Assert.Contains("stopped before it was done", Assert.IsType<BuildStatus.Failed>(await Cloud.Snapshots.DescribeAsync(_build, CancellationToken.None)).Reason, StringComparison.Ordinal);
    }

    [MotoFact]
    public async Task Describe_OfABuilderThatFoundOtherContent_IsAFailureThatNamesBoth()
    {
        await Cloud.Snapshots.BuildAsync(_build, CancellationToken.None);
        await SayAsync((TagNames.BuildState, TagNames.BuildStates.Done), (TagNames.BuildDigest, "sha256:bb"));
        await StopAsync();

        var reason = Assert.IsType<BuildStatus.Failed>(await Cloud.Snapshots.DescribeAsync(_build, CancellationToken.None)).Reason;

        Assert.Equal($"the builder found sha256:bb on its volume; expected {_build.Image.Digest}", reason);
    }

    [MotoFact]
    public async Task Describe_OfABuilderThatIsDoneButRuns_WaitsUntilItHasStopped()
    {
        await Cloud.Snapshots.BuildAsync(_build, CancellationToken.None);
        await SayAsync((TagNames.BuildState, TagNames.BuildStates.Done), (TagNames.BuildDigest, _build.Image.Digest.Value));

        Assert.IsType<BuildStatus.Building>(await Cloud.Snapshots.DescribeAsync(_build, CancellationToken.None));

        Assert.DoesNotContain(await Cloud.Snapshots.ListAsync(_build.Endpoint, CancellationToken.None), static resource => resource.Kind == TaggedResourceKind.Snapshot);
    }

    [MotoFact]
    public async Task Describe_ByAnotherProcessAtEachStep_GoesOnWhereTheLastStopped()
    {
        await Cloud.Snapshots.BuildAsync(_build, CancellationToken.None);
        await SayAsync((TagNames.BuildState, TagNames.BuildStates.Done), (TagNames.BuildDigest, _build.Image.Digest.Value), (TagNames.BuildBytes, "51931800000"));
        await StopAsync();
        using var second = AwsFleet.Ports(Cloud.Options);
        Assert.IsType<BuildStatus.Building>(await second.Snapshots.DescribeAsync(_build, CancellationToken.None));
        using var third = AwsFleet.Ports(Cloud.Options);

        var ready = Assert.IsType<BuildStatus.Ready>(await third.Snapshots.DescribeAsync(_build, CancellationToken.None));

        Assert.Equal(new ByteCount(51_931_800_000), ready.Size);
        Assert.Equal(ready.Snapshot.Value, Assert.Single(await third.Snapshots.ListAsync(_build.Endpoint, CancellationToken.None)).Id);
    }

    [MotoFact]
    public async Task Describe_WithASnapshotMadeTwice_KeepsTheFirstAndDeletesTheOther()
    {
        await Cloud.Snapshots.BuildAsync(_build, CancellationToken.None);
        await SayAsync((TagNames.BuildState, TagNames.BuildStates.Done), (TagNames.BuildDigest, _build.Image.Digest.Value));
        await StopAsync();
        await Cloud.Snapshots.DescribeAsync(_build, CancellationToken.None);
        var tags = TagSet.Of(Cloud.Options.Fleet, _build, FleetNames.TokenOf(_build), TagNames.Roles.Entry);
        await Cloud.Client.CreateSnapshotAsync(new CreateSnapshotRequest { VolumeId = FoundBuild.VolumeOf(await BuilderAsync()), TagSpecifications = [tags.For(ResourceType.Snapshot)] });
        Assert.Equal(2, await SnapshotsAsync());

        var ready = Assert.IsType<BuildStatus.Ready>(await Cloud.Snapshots.DescribeAsync(_build, CancellationToken.None));

        Assert.Equal(1, await SnapshotsAsync());
        Assert.Equal(ready, await Cloud.Snapshots.DescribeAsync(_build, CancellationToken.None));
    }

    [MotoFact]
    public async Task Build_OfWeightsWithALongVersion_IsListedByItsWholeContent()
    {
        var version = new WeightsVersion($"s3://models/{new string('p', 700)}/@{new string('c', 64)}");
        var weights = WeightsContent.Of(new WeightsSpec(version, ByteCount.FromGigabytes(16)));

        await Cloud.Snapshots.BuildAsync(_build with { Image = weights }, CancellationToken.None);

        var builder = Assert.Single(await Cloud.Snapshots.ListAsync(_build.Endpoint, CancellationToken.None), static resource => resource.Kind == TaggedResourceKind.Builder);
        Assert.Equal(WeightsContent.IdOf(version), builder.Content);
    }

    private async Task<int> SnapshotsAsync() =>
        (await Cloud.Snapshots.ListAsync(_build.Endpoint, CancellationToken.None)).Count(static resource => resource.Kind == TaggedResourceKind.Snapshot);

    private async Task<Instance> BuilderAsync()
    {
        var found = await Cloud.Client.DescribeInstancesAsync(new DescribeInstancesRequest { Filters = [Ec2Calls.ByTag(TagNames.Token, FleetNames.TokenOf(_build))] });
        return Assert.Single(found.Reservations.SelectMany(static reservation => reservation.Instances));
    }

    private async Task SayAsync(params (string Name, string Value)[] tags) =>
        await Cloud.Client.CreateTagsAsync(new CreateTagsRequest([(await BuilderAsync()).InstanceId], [.. tags.Select(static tag => new Tag(tag.Name, tag.Value))]));

    private async Task StopAsync() => await Cloud.Client.StopInstancesAsync(new StopInstancesRequest([(await BuilderAsync()).InstanceId]));
}
