using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Conformance;

/// <summary>What every cloud's snapshots do.</summary>
public abstract class SnapshotStoreConformance
{
    private static readonly RestoreSetting Lazy = new(StartupMechanism.SnapshotLazy, null, []);

    private protected abstract CloudUnderTest Cloud { get; }

    [PortFact]
    public async Task Build_FromBeginningToEnd_LeavesTheSnapshotAlone()
    {
        var endpoint = Fleets.Endpoint();
        var build = Fleets.Build(endpoint);
        Assert.IsType<BuildStatus.Gone>(await Cloud.Snapshots.DescribeAsync(build, CancellationToken.None));
        Assert.IsType<BuildResult.Accepted>(await Cloud.Snapshots.BuildAsync(build, CancellationToken.None));
        Assert.IsType<BuildStatus.Building>(await Cloud.Snapshots.DescribeAsync(build, CancellationToken.None));
        Assert.Equal([TaggedResourceKind.Volume, TaggedResourceKind.Builder], await Cloud.LiveAsync(endpoint));

        await Cloud.FinishBuilderAsync(build);

        var ready = Assert.IsType<BuildStatus.Ready>(await Cloud.Snapshots.DescribeAsync(build, CancellationToken.None));
        Assert.True(ready.Size.Value > build.Image.CompressedSize.Value, $"unpacked {ready.Size}, compressed {build.Image.CompressedSize}");
        Cloud.LetTimePass();
        Assert.Equal(
            new TaggedResource(TaggedResourceKind.Snapshot, ready.Snapshot.Value, endpoint) { Content = build.Image.Digest, Build = 1 },
            Assert.Single(await Cloud.Snapshots.ListAsync(endpoint, CancellationToken.None)));
    }

    [PortFact]
    public async Task Build_AskedForTwice_HasOneBuilder()
    {
        var endpoint = Fleets.Endpoint();
        await Cloud.Snapshots.BuildAsync(Fleets.Build(endpoint), CancellationToken.None);

        Assert.IsType<BuildResult.Accepted>(await Cloud.Snapshots.BuildAsync(Fleets.Build(endpoint), CancellationToken.None));

        Assert.Single(await Cloud.Snapshots.ListAsync(endpoint, CancellationToken.None), static resource => resource.Kind == TaggedResourceKind.Builder);
    }

    [PortFact]
    public async Task Build_OfNoBytes_IsRejected()
    {
        var empty = Fleets.Build(Fleets.Endpoint()) with { Image = Fleets.Image with { CompressedSize = ByteCount.Zero } };

        Assert.IsType<BuildResult.Rejected>(await Cloud.Snapshots.BuildAsync(empty, CancellationToken.None));
    }

    [PortFact]
    public async Task Delete_OfABuildUnderWay_IsGoneAtOnceAndLeavesNothing()
    {
        var endpoint = Fleets.Endpoint();
        await Cloud.Snapshots.BuildAsync(Fleets.Build(endpoint), CancellationToken.None);

        await Cloud.Snapshots.DeleteAsync(Fleets.Build(endpoint), CancellationToken.None);
        Assert.IsType<BuildStatus.Gone>(await Cloud.Snapshots.DescribeAsync(Fleets.Build(endpoint), CancellationToken.None));
        Cloud.LetTimePass();

        Assert.Empty(await Cloud.LiveAsync(endpoint));
    }

    [PortFact]
    public async Task Delete_OfAReadyBuildWithATemplate_LeavesNothing_AndOfNoneIsNoError()
    {
        var endpoint = Fleets.Endpoint();
        await Cloud.BuildAsync(Fleets.Build(endpoint));
        await Cloud.Snapshots.SetRestoreAsync(Fleets.Build(endpoint), Lazy, CancellationToken.None);

        await Cloud.Snapshots.DeleteAsync(Fleets.Build(endpoint), CancellationToken.None);
        await Cloud.Snapshots.DeleteAsync(Fleets.Build(endpoint), CancellationToken.None);
        Assert.IsType<BuildStatus.Gone>(await Cloud.Snapshots.DescribeAsync(Fleets.Build(endpoint), CancellationToken.None));
        Cloud.LetTimePass();

        Assert.Empty(await Cloud.Snapshots.ListAsync(endpoint, CancellationToken.None));
        Assert.Empty(await Cloud.LiveAsync(endpoint));
    }

    [PortFact]
    public async Task SetRestore_OfAReadyBuild_WritesOneTemplateHoweverOften()
    {
        var endpoint = Fleets.Endpoint();
        Assert.IsType<RestoreResult.Gone>(await Cloud.Snapshots.SetRestoreAsync(Fleets.Build(endpoint), Lazy, CancellationToken.None));
        await Cloud.BuildAsync(Fleets.Build(endpoint));

        Assert.IsType<RestoreResult.Accepted>(await Cloud.Snapshots.SetRestoreAsync(Fleets.Build(endpoint), Lazy, CancellationToken.None));
        Assert.IsType<RestoreResult.Accepted>(await Cloud.Snapshots.SetRestoreAsync(Fleets.Build(endpoint), new RestoreSetting(StartupMechanism.SnapshotRate, 200, []), CancellationToken.None));

        Assert.Single(await Cloud.Snapshots.ListAsync(endpoint, CancellationToken.None), static resource => resource.Kind == TaggedResourceKind.LaunchTemplate);
    }

    [PortFact]
    public async Task Delete_OfOneAttempt_LeavesTheOther()
    {
        var endpoint = Fleets.Endpoint();
        await Cloud.BuildAsync(Fleets.Build(endpoint));
        await Cloud.BuildAsync(Fleets.Build(endpoint, 2));

        await Cloud.Snapshots.DeleteAsync(Fleets.Build(endpoint), CancellationToken.None);
        Cloud.LetTimePass();

        Assert.Equal(2, Assert.Single(await Cloud.Snapshots.ListAsync(endpoint, CancellationToken.None)).Build);
        Assert.IsType<BuildStatus.Ready>(await Cloud.Snapshots.DescribeAsync(Fleets.Build(endpoint, 2), CancellationToken.None));
    }
}
