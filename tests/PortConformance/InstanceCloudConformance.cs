using Autoscaler.Cloud.Instances;

namespace Autoscaler.Cloud.Conformance;

/// <summary>What every cloud's instances do.</summary>
public abstract class InstanceCloudConformance
{
    private protected abstract CloudUnderTest Cloud { get; }

    [PortFact]
    public async Task Launch_WhereThereIsCapacity_IsAcceptedThereAndListedByItsSlot()
    {
        var endpoint = Fleets.Endpoint();

        var accepted = Assert.IsType<LaunchResult.Accepted>(await Cloud.Instances.LaunchAsync(Cloud.Request(endpoint, 3), CancellationToken.None));

        Assert.Equal(Cloud.Pool, accepted.Pool);
        Assert.Empty(accepted.Refused);
        var listed = Assert.Single(await Cloud.Instances.ListAsync(endpoint, CancellationToken.None), static resource => resource.Kind == TaggedResourceKind.Instance);
        Assert.Equal(
            new TaggedResource(TaggedResourceKind.Instance, accepted.Instance.Value, endpoint) { Slot = 3, Generation = 1 },
            listed);
    }

    [PortFact]
    public async Task Launch_TheSameRequestAgain_AnswersTheSameInstanceAndLaunchesNone()
    {
        var endpoint = Fleets.Endpoint();
        var request = Cloud.Request(endpoint);
        var first = Assert.IsType<LaunchResult.Accepted>(await Cloud.Instances.LaunchAsync(request, CancellationToken.None));

        var again = Assert.IsType<LaunchResult.Accepted>(await Cloud.Instances.LaunchAsync(request with { }, CancellationToken.None));

        Assert.Equal((first.Instance, first.Pool), (again.Instance, again.Pool));
        Assert.Single(await Cloud.Instances.ListAsync(endpoint, CancellationToken.None), static resource => resource.Kind == TaggedResourceKind.Instance);
    }

    [PortFact]
    public async Task Launch_TheNextGeneration_IsAnotherInstance()
    {
        var endpoint = Fleets.Endpoint();
        var first = await Cloud.LaunchAsync(endpoint);

        var second = await Cloud.Instances.LaunchAsync(Cloud.Request(endpoint) with { Generation = 2 }, CancellationToken.None);

        Assert.NotEqual(first, Assert.IsType<LaunchResult.Accepted>(second).Instance);
    }

    [PortFact]
    public async Task Launch_WithoutAPool_IsRejectedWithAReason()
    {
        var rejected = await Cloud.Instances.LaunchAsync(Cloud.Request(Fleets.Endpoint()) with { Pools = [] }, CancellationToken.None);

        Assert.Contains("pool", Assert.IsType<LaunchResult.Rejected>(rejected).Reason, StringComparison.Ordinal);
    }

    [PortFact]
    public async Task Launch_OfABuildThatIsNotThere_LaunchesNothingAndSaysWhich()
    {
        var endpoint = Fleets.Endpoint();

        var gone = await Cloud.Instances.LaunchAsync(Cloud.Request(endpoint, 0, Fleets.Restored(build: 2)), CancellationToken.None);

        Assert.Equal(new LaunchResult.SnapshotGone(Fleets.Image.Digest, 2), gone);
        Assert.Empty(await Cloud.LiveAsync(endpoint));
    }

    [PortFact]
    public async Task Launch_OfABuildOfAnotherEndpoint_FindsNone()
    {
        var (owner, other) = (Fleets.Endpoint(), Fleets.Endpoint());
        await Cloud.BuildAsync(Fleets.Build(owner));

        var gone = await Cloud.Instances.LaunchAsync(Cloud.Request(other, 0, Fleets.Restored()), CancellationToken.None);

        Assert.Equal(new LaunchResult.SnapshotGone(Fleets.Image.Digest, 1), gone);
    }

    [PortFact]
    public async Task Launch_OfItsOwnReadyBuild_IsAccepted()
    {
        var endpoint = Fleets.Endpoint();
        await Cloud.BuildAsync(Fleets.Build(endpoint));
        var setting = new Snapshots.RestoreSetting(Contracts.Specs.StartupMechanism.SnapshotLazy, null, []);
        Assert.IsType<Snapshots.RestoreResult.Accepted>(await Cloud.Snapshots.SetRestoreAsync(Fleets.Build(endpoint), setting, CancellationToken.None));

        Assert.IsType<LaunchResult.Accepted>(await Cloud.Instances.LaunchAsync(Cloud.Request(endpoint, 0, Fleets.Restored()), CancellationToken.None));
    }

    [PortFact]
    public async Task Describe_FromLaunchToTheEnd_GoesThroughTheStates()
    {
        var endpoint = Fleets.Endpoint();
        var instance = await Cloud.LaunchAsync(endpoint);
        Assert.True(await Cloud.Instances.DescribeAsync(instance, CancellationToken.None) is InstanceStatus.Pending or InstanceStatus.Running);
        Cloud.LetTimePass();
        Assert.IsType<InstanceStatus.Running>(await Cloud.Instances.DescribeAsync(instance, CancellationToken.None));

        await Cloud.Instances.TerminateAsync(instance, CancellationToken.None);
        Assert.True(await Cloud.Instances.DescribeAsync(instance, CancellationToken.None) is InstanceStatus.Terminating or InstanceStatus.Gone);
        Cloud.LetTimePass();

        Assert.IsType<InstanceStatus.Gone>(await Cloud.Instances.DescribeAsync(instance, CancellationToken.None));
        Assert.Empty(await Cloud.Instances.ListAsync(endpoint, CancellationToken.None));
        Assert.Empty(await Cloud.LiveAsync(endpoint));
    }

    [PortFact]
    public async Task Terminate_TwiceOrOfNone_IsNoError()
    {
        var instance = await Cloud.LaunchAsync(Fleets.Endpoint());
        await Cloud.Instances.TerminateAsync(instance, CancellationToken.None);
        await Cloud.Instances.TerminateAsync(instance, CancellationToken.None);
        await Cloud.Instances.TerminateAsync(new InstanceId("i-00000000000000001"), CancellationToken.None);
    }

    [PortFact]
    public async Task Describe_OfNone_IsGoneOnceItCanNoMoreBeOnItsWay()
    {
        var none = new InstanceId("i-00000000000000002");
        await Cloud.Instances.DescribeAsync(none, CancellationToken.None);
        Cloud.LetTimePass();

        Assert.IsType<InstanceStatus.Gone>(await Cloud.Instances.DescribeAsync(none, CancellationToken.None));
    }

    [PortFact]
    public async Task List_OfAnEndpoint_HoldsNothingOfAnother()
    {
        var (one, other) = (Fleets.Endpoint(), Fleets.Endpoint());
        await Cloud.LaunchAsync(one);

        Assert.Empty(await Cloud.Instances.ListAsync(other, CancellationToken.None));
    }
}
