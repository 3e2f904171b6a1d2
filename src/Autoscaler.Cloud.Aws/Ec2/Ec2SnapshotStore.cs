using System.Globalization;
using Amazon.EC2;
using Amazon.EC2.Model;
using Autoscaler.Cloud.Aws.Access;
using Autoscaler.Cloud.Aws.Tags;
using Autoscaler.Cloud.Aws.BootScripts;
using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Caching;

namespace Autoscaler.Cloud.Aws.Ec2;

/// <summary>
/// Snapshots on EBS. How a build stands is read from its builder's and its snapshot's tags each time it is asked for, and the step that is next is then taken: so
/// whoever asks after a crash goes on where it stopped. What memory there is only bridges the lag of EC2's lists.
/// </summary>
internal sealed class Ec2SnapshotStore(
    Ec2Calls calls, Ec2Options options, FleetNames names, LaunchTemplateContents templates, BuilderLaunch launches, FastRestores restores, ResourceLists lists, CallDeadline deadline,
    TimeProvider clock) : ISnapshotStore
{
    private const double BytesPerGibibyte = 1024d * 1024 * 1024;

    // No zone has a builder's type just now.
    private static readonly TimeSpan CapacityDelay = TimeSpan.FromMinutes(1);

    private readonly ListingLag _builders = new(clock, options.ListingLag);
    private readonly ListingLag _snapshots = new(clock, options.ListingLag);

    public Task<BuildResult> BuildAsync(SnapshotBuild build, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(build);
        return deadline.RunAsync($"Build {build.Token}", cancel => BuildCoreAsync(build, cancel), cancellationToken);
    }

    private async Task<BuildResult> BuildCoreAsync(SnapshotBuild build, CancellationToken cancellationToken)
    {
        if (launches.WhyNot(build) is { } reason)
        {
            return new BuildResult.Rejected(reason);
        }

        var token = FleetNames.TokenOf(build);
        try
        {
            var found = await FoundBuild.FindAsync(calls, names.Fleet, token, cancellationToken);
            return found.Snapshot is not null || found.Builder is not null ? new BuildResult.Accepted() : await LaunchAsync(build, token, cancellationToken);
        }
        catch (ScriptTooLongException e)
        {
            return new BuildResult.Rejected(e.Message);
        }
        catch (AmazonEC2Exception e) when (AwsFaults.IsThrottled(e))
        {
            return new BuildResult.Throttled(AwsFaults.ThrottleDelay);
        }
    }

    public Task<BuildStatus> DescribeAsync(SnapshotBuild build, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(build);
        return deadline.RunAsync($"Describe of build {build.Token}", cancel => DescribeCoreAsync(build, cancel), cancellationToken);
    }

    private async Task<BuildStatus> DescribeCoreAsync(SnapshotBuild build, CancellationToken cancellationToken)
    {
        var token = FleetNames.TokenOf(build);
        var found = await FoundBuild.FindAsync(calls, names.Fleet, token, cancellationToken);
        if (found.Snapshot is { } snapshot)
        {
            return snapshot.State == SnapshotState.Completed ? await FinishAsync(found, snapshot, cancellationToken)
                : snapshot.State == SnapshotState.Error ? new BuildStatus.Failed($"the snapshot failed: {snapshot.StateMessage}")
                : new BuildStatus.Building();
        }

        if (found.Builder is not { } builder)
        {
            return _builders.MayExist(token) && found.Builders.IsEmpty ? new BuildStatus.Building() : new BuildStatus.Gone();
        }

        var tags = TagSet.Of(builder.Tags);
        var isStopped = builder.State?.Name == InstanceStateName.Stopped;
        return tags[TagNames.BuildState] switch
        {
            TagNames.BuildStates.Failed => new BuildStatus.Failed(tags[TagNames.BuildFailure] ?? "the builder failed and did not say why"),
            TagNames.BuildStates.Done when WrongContent(build, tags) is { } wrong => new BuildStatus.Failed(wrong),
            TagNames.BuildStates.Done when isStopped => await SnapshotAsync(build, token, builder, cancellationToken),
            null when isStopped => new BuildStatus.Failed($"the builder {builder.InstanceId} stopped before it was done"),
            _ => new BuildStatus.Building(),
        };
    }

    public Task<RestoreResult> SetRestoreAsync(SnapshotBuild build, RestoreSetting setting, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(build);
        ArgumentNullException.ThrowIfNull(setting);
        return deadline.RunAsync($"Restore setting of build {build.Token}", cancel => SetRestoreCoreAsync(build, setting, cancel), cancellationToken);
    }

    private async Task<RestoreResult> SetRestoreCoreAsync(SnapshotBuild build, RestoreSetting setting, CancellationToken cancellationToken)
    {
        var token = FleetNames.TokenOf(build);
        try
        {
            var found = await FoundBuild.FindAsync(calls, names.Fleet, token, cancellationToken);
            if (found.Snapshot is not { } snapshot || snapshot.State != SnapshotState.Completed)
            {
                return new RestoreResult.Gone();
            }

            if (!await restores.SetAsync(snapshot.SnapshotId, setting.Zones, cancellationToken))
            {
                return new RestoreResult.NoFastRestore();
            }

            await WriteTemplateAsync(build, token, templates.ComposeEntry(snapshot.SnapshotId, snapshot.KmsKeyId, setting.Mechanism, setting.InitializationRate), cancellationToken);
            return new RestoreResult.Accepted();
        }
        catch (AmazonEC2Exception e) when (AwsFaults.IsThrottled(e))
        {
            return new RestoreResult.Throttled(AwsFaults.ThrottleDelay);
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode == "InvalidSnapshot.NotFound")
        {
            return new RestoreResult.Gone();
        }
    }

    public Task DeleteAsync(SnapshotBuild build, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(build);
        return deadline.RunAsync($"Delete of build {build.Token}", cancel => DeleteCoreAsync(build, cancel), cancellationToken);
    }

    private async Task DeleteCoreAsync(SnapshotBuild build, CancellationToken cancellationToken)
    {
        var token = FleetNames.TokenOf(build);
        var found = await FoundBuild.FindAsync(calls, names.Fleet, token, cancellationToken);
        await calls.DeleteLaunchTemplatesAsync(names.Fleet, token, cancellationToken);
        foreach (var builder in found.Live)
        {
            await calls.TerminateAsync(builder.InstanceId, cancellationToken);
        }

        foreach (var snapshot in found.Snapshots)
        {
            await restores.SetAsync(snapshot.SnapshotId, [], cancellationToken);
            await calls.DeleteSnapshotAsync(snapshot.SnapshotId, cancellationToken);
        }

        // A builder's volumes go with it; only one that lost its builder is left.
        foreach (var volume in await calls.VolumesAsync(cancellationToken, Ec2Calls.ByTag(TagNames.Fleet, names.Fleet), Ec2Calls.ByTag(TagNames.Token, token)))
        {
            if (volume.State == VolumeState.Available)
            {
                await calls.DeleteVolumeAsync(volume.VolumeId, cancellationToken);
            }
        }

        _builders.OnDeleted(token);
    }

    public Task<ImmutableArray<TaggedResource>> ListAsync(EndpointId endpoint, CancellationToken cancellationToken) =>
        deadline.RunAsync($"List of the snapshots of {endpoint}", cancel => ListCoreAsync(endpoint, cancel), cancellationToken);

    private async Task<ImmutableArray<TaggedResource>> ListCoreAsync(EndpointId endpoint, CancellationToken cancellationToken)
    {
        var all = (await lists.InstancesAsync(endpoint, cancellationToken))
            .Concat(await lists.VolumesAsync(endpoint, cancellationToken))
            .Concat(await lists.SnapshotsAsync(endpoint, cancellationToken))
            .Concat(await lists.LaunchTemplatesAsync(endpoint, cancellationToken));
        return ResourceLists.Sorted(all.Where(static resource => resource is { State: TaggedResourceState.Live, Build: not null }));
    }

    private async Task<BuildResult> LaunchAsync(SnapshotBuild build, string token, CancellationToken cancellationToken)
    {
        // From here on one may be there that is not listed yet, whatever the calls answer.
        _builders.OnMade(token);
        for (var subnet = 0; subnet < options.Subnets.Count; subnet++)
        {
            try
            {
                await calls.RunInstancesAsync(launches.Compose(build, token, subnet), cancellationToken);
                return new BuildResult.Accepted();
            }
            catch (AmazonEC2Exception e) when (LaunchRefusal.Of(null, e.ErrorCode, e.Message).Kind == LaunchRefusalKind.Capacity)
            {
                // The next zone may have one.
            }
            catch (AmazonEC2Exception e) when (AwsFaults.IsRefused(e))
            {
                _builders.OnDeleted(token);
                return new BuildResult.Rejected(AwsFaults.Describe(e));
            }
        }

        _builders.OnDeleted(token);
        return new BuildResult.Throttled(CapacityDelay);
    }

    // The volume is at rest. The answer may be lost, so the call is remembered before it is made, and made anew only once the snapshot has not shown up for the whole lag.
    private async Task<BuildStatus> SnapshotAsync(SnapshotBuild build, string token, Instance builder, CancellationToken cancellationToken)
    {
        if (_snapshots.MayExist(token))
        {
            return new BuildStatus.Building();
        }

        if (FoundBuild.VolumeOf(builder) is not { } volume)
        {
            return new BuildStatus.Failed($"the builder {builder.InstanceId} has no volume {FoundBuild.Device}");
        }

        _snapshots.OnMade(token);
        var tags = TagSet.Of(names.Fleet, build, token, TagNames.Roles.Entry).With(TagNames.BuildBytes, TagSet.Of(builder.Tags)[TagNames.BuildBytes] ?? string.Empty);
        try
        {
            await calls.CreateSnapshotAsync(
                new CreateSnapshotRequest { VolumeId = volume, Description = $"autoscaler {build.Endpoint}", TagSpecifications = [tags.For(ResourceType.Snapshot)] }, cancellationToken);
            return new BuildStatus.Building();
        }
        catch (AmazonEC2Exception e) when (AwsFaults.IsThrottled(e))
        {
            _snapshots.OnDeleted(token);
            return new BuildStatus.Building();
        }
        catch (AmazonEC2Exception e) when (AwsFaults.IsRefused(e))
        {
            _snapshots.OnDeleted(token);
            return new BuildStatus.Failed(AwsFaults.Describe(e));
        }
    }

    // What the build needs no more goes: its builder with its volume, and a snapshot that was made twice.
    private async Task<BuildStatus> FinishAsync(FoundBuild found, Snapshot snapshot, CancellationToken cancellationToken)
    {
        foreach (var builder in found.Live)
        {
            await calls.TerminateAsync(builder.InstanceId, cancellationToken);
        }

        foreach (var other in found.Snapshots.Skip(1))
        {
            await calls.DeleteSnapshotAsync(other.SnapshotId, cancellationToken);
        }

        var bytes = long.TryParse(TagSet.Of(snapshot.Tags)[TagNames.BuildBytes], NumberStyles.None, CultureInfo.InvariantCulture, out var told)
            ? told
            : (long)((snapshot.VolumeSize ?? 0) * BytesPerGibibyte);
        return new BuildStatus.Ready(new SnapshotId(snapshot.SnapshotId), new ByteCount(bytes));
    }

    // Of weights the builder tells the hash, which their version ends in; a version that ends otherwise says nothing that could be compared.
    private static string? WrongContent(SnapshotBuild build, TagSet tags)
    {
        var found = tags[TagNames.BuildDigest];
        var expected = WeightsContent.VersionOf(build.Image.Digest) is { } version ? BuilderScript.HashOf(version) : build.Image.Digest.Value;
        return expected is null || expected == found ? null : $"the builder found {found ?? "nothing"} on its volume; expected {expected}";
    }

    private async Task WriteTemplateAsync(SnapshotBuild build, string token, RequestLaunchTemplateData contents, CancellationToken cancellationToken)
    {
        var name = names.EntryTemplateOf(token);
        var present = await calls.LaunchTemplateContentsAsync(name, cancellationToken);
        if (present is null)
        {
            await calls.CreateLaunchTemplateAsync(
                new CreateLaunchTemplateRequest
                {
                    LaunchTemplateName = name,
                    ClientToken = name,
                    LaunchTemplateData = contents,
                    TagSpecifications = [TagSet.Of(names.Fleet, build, token, TagNames.Roles.Entry).For(ResourceType.LaunchTemplate)],
                },
                cancellationToken);
            present = await calls.LaunchTemplateContentsAsync(name, cancellationToken);
        }

        // Another mechanism than before, or made by somebody else meanwhile with another.
        if (present is null || !LaunchTemplateContents.IsSame(present, contents))
        {
            await calls.SetDefaultVersionAsync(name, await calls.CreateLaunchTemplateVersionAsync(name, contents, cancellationToken), cancellationToken);
        }
    }
}
