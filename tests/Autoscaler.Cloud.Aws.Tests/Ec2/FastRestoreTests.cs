using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Aws.Tests.Ec2;

/// <summary>Fast snapshot restore, which moto does not know.</summary>
public sealed class FastRestoreTests
{
    private const string Snapshot = "snap-0000000000000000a";

    private static readonly SnapshotBuild Build = new(LaunchWorld.Endpoint, new ImageSpec("registry/lmi:1", LaunchWorld.Image, ByteCount.FromGigabytes(17.7)), 2);

    [Fact]
    public async Task SetRestore_OfZones_HasItOnInExactlyThose()
    {
        await using var world = await LaunchWorld.StartAsync();
        await world.AddEntryAsync(Snapshot);
        world.Ec2.FastRestores.Add($"{Snapshot}/us-east-1c");

        Assert.IsType<RestoreResult.Accepted>(await SetAsync(world, "us-east-1a", "us-east-1b"));
        Assert.Equal([$"{Snapshot}/us-east-1a", $"{Snapshot}/us-east-1b"], world.Ec2.FastRestores);
        Assert.IsType<RestoreResult.Accepted>(await SetAsync(world));

        Assert.Empty(world.Ec2.FastRestores);
        Assert.Single(world.Requests, static request => request.Operation == "EnableFastSnapshotRestores");
    }

    [Fact]
    public async Task SetRestore_BeyondTheQuota_ChangesNothing()
    {
        await using var world = await LaunchWorld.StartAsync();
        await world.AddEntryAsync(Snapshot);
        world.Ec2.FastRestores.Add("snap-0000000000000000b/us-east-1a");
        world.Ec2.FastRestoreQuota = 2;

        Assert.IsType<RestoreResult.NoFastRestore>(await SetAsync(world, "us-east-1a", "us-east-1b"));

        Assert.Equal("snap-0000000000000000b/us-east-1a", Assert.Single(world.Ec2.FastRestores));
    }

    [Fact]
    public async Task SetRestore_WhereItIsNotAllowed_IsNoneAndAsksNothing()
    {
        await using var world = await LaunchWorld.StartAsync();
        await world.AddEntryAsync(Snapshot);
        var before = world.Requests.Length;
        world.Options = world.Options with { Ec2 = world.Options.Ec2 with { AllowFastRestore = false } };

        Assert.IsType<RestoreResult.NoFastRestore>(await SetAsync(world, "us-east-1a"));

        Assert.DoesNotContain(world.Requests.Skip(before), static request => request.Operation.Contains("FastSnapshot", StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_WhileItIsOn_NamesEachZoneWithItsSnapshotsTags()
    {
        await using var world = await LaunchWorld.StartAsync();
        await world.AddEntryAsync(Snapshot);
        var tags = world.Ec2.Snapshots[0].Tags;
        (tags["autoscaler:content"], tags["autoscaler:build"]) = (LaunchWorld.Image.Value, "2");
        await SetAsync(world, "us-east-1a");

        var listed = await world.Ports().Snapshots.ListAsync(LaunchWorld.Endpoint, CancellationToken.None);

        var restore = Assert.Single(listed, static resource => resource.Kind == TaggedResourceKind.FastRestore);
        Assert.Equal(($"{Snapshot}/us-east-1a", LaunchWorld.Image, 2), (restore.Id, restore.Content!.Value, restore.Build!.Value));
        await world.Ports().Tags.DeleteAsync(restore, CancellationToken.None);
        Assert.Empty(world.Ec2.FastRestores);
    }

    [Fact]
    public async Task Delete_OfABuildWithItOn_TurnsItOffFirst()
    {
        await using var world = await LaunchWorld.StartAsync();
        await world.AddEntryAsync(Snapshot);
        await SetAsync(world, "us-east-1a");

        await world.Ports().Snapshots.DeleteAsync(Build, CancellationToken.None);

        Assert.Empty(world.Ec2.FastRestores);
        Assert.Empty(world.Ec2.Snapshots);
        Assert.Empty(world.Ec2.Templates);
    }

    private static Task<RestoreResult> SetAsync(LaunchWorld world, params string[] zones) => world.Ports().Snapshots.SetRestoreAsync(
        Build, new RestoreSetting(StartupMechanism.SnapshotFsr, null, [.. zones.Select(static zone => new ZoneName(zone))]), CancellationToken.None);
}
