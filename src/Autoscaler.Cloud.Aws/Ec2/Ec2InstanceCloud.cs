using Amazon.EC2;
using Amazon.EC2.Model;
using Autoscaler.Cloud.Aws.Access;
using Autoscaler.Cloud.Aws.Tags;
using Autoscaler.Cloud.Aws.BootScripts;
using Autoscaler.Cloud.Instances;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Slots;
using Microsoft.Extensions.Logging;
using InstanceStatus = Autoscaler.Cloud.Instances.InstanceStatus;

namespace Autoscaler.Cloud.Aws.Ec2;

/// <summary>
/// Instances on EC2. A launch writes a launch template first, then makes one call. The template is the request as it is sent: where it is there already, a call was
/// prepared before, and is made again exactly as it was. The call's token has EC2 answer it as it did; and before it is repeated, an instance with the launch's tag is
/// looked for, so that it does not rest on the token alone.
/// </summary>
internal sealed partial class Ec2InstanceCloud(
    Ec2Calls calls,
    Ec2Options options,
    FleetNames names,
    LaunchTemplateContents templates,
    EntryVolumes entries,
    ResourceLists lists,
    CallDeadline deadline,
    TimeProvider clock,
    ILogger<Ec2InstanceCloud> logger) : IInstanceCloud
{
    private readonly FleetRequest _fleets = new(options, names);
    private readonly FleetAnswer _answers = new(new FleetRequest(options, names), clock);
    private readonly ListingLag _lag = new(clock, options.ListingLag);

    public Task<LaunchResult> LaunchAsync(LaunchRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return deadline.RunAsync($"Launch of slot {request.Slot}, generation {request.Generation}", cancel => LaunchCoreAsync(request, cancel), cancellationToken);
    }

    private async Task<LaunchResult> LaunchCoreAsync(LaunchRequest request, CancellationToken cancellationToken)
    {
        if (WhyNot(request) is { } reason)
        {
            return new LaunchResult.Rejected(reason);
        }

        try
        {
            var prepared = await FindTemplateAsync(request, cancellationToken);
            if (prepared is not null && await FindLaunchedAsync(request, cancellationToken) is { } launched)
            {
                return launched;
            }

            // Of a call that was prepared before only for the words of a refusal: it restores what its template says.
            var (volumes, missing) = await entries.FindAsync(request, cancellationToken);
            if (prepared is not null)
            {
                return await CallAsync(request, volumes, TagSet.Of(prepared.Tags).NumberOf(TagNames.Tries) ?? 0, cancellationToken);
            }

            if (missing is not null)
            {
                return new LaunchResult.SnapshotGone(missing.Image, missing.Build ?? 0);
            }

            await calls.CreateLaunchTemplateAsync(templates.Compose(request, volumes), cancellationToken);
            return await CallAsync(request, volumes, 0, cancellationToken);
        }
        catch (ScriptTooLongException e)
        {
            return new LaunchResult.Rejected(e.Message);
        }
        catch (AmazonEC2Exception e) when (AwsFaults.IsThrottled(e))
        {
            return new LaunchResult.Throttled(AwsFaults.ThrottleDelay);
        }
        catch (AmazonEC2Exception e) when (AwsFaults.IsRefused(e))
        {
            return new LaunchResult.Rejected(AwsFaults.Describe(e));
        }
    }

    public Task<InstanceStatus> DescribeAsync(InstanceId instance, CancellationToken cancellationToken) =>
        deadline.RunAsync($"Describe of instance {instance}", cancel => DescribeCoreAsync(instance, cancel), cancellationToken);

    private async Task<InstanceStatus> DescribeCoreAsync(InstanceId instance, CancellationToken cancellationToken)
    {
        if (await FindAsync(instance, cancellationToken) is not { } found)
        {
            // Volumes outlive the instance by some seconds, and lists the call that made it.
            return await HasVolumesAsync(new Filter("attachment.instance-id", [instance.Value]), cancellationToken) ? new InstanceStatus.Terminating()
                : _lag.MayCome(instance.Value) ? new InstanceStatus.Pending()
                : new InstanceStatus.Gone();
        }

        _lag.OnSeen(instance.Value);
        var state = found.State?.Name;
        if (state == InstanceStateName.Pending)
        {
            return new InstanceStatus.Pending();
        }

        if (state == InstanceStateName.Running)
        {
            return new InstanceStatus.Running(TimeOf(found.LaunchTime));
        }

        // One that is stopped was stopped by somebody else, and is no use: it goes.
        return state == InstanceStateName.Terminated && !await HasVolumesAsync(VolumesOf(found), cancellationToken) ? new InstanceStatus.Gone() : new InstanceStatus.Terminating();
    }

    public Task TerminateAsync(InstanceId instance, CancellationToken cancellationToken) =>
        deadline.RunAsync($"Terminate of instance {instance}", cancel => TerminateCoreAsync(instance, cancel), cancellationToken);

    private async Task TerminateCoreAsync(InstanceId instance, CancellationToken cancellationToken)
    {
        var found = await FindAsync(instance, cancellationToken);
        if (found?.State?.Name != InstanceStateName.Terminated && found?.State?.Name != InstanceStateName.ShuttingDown)
        {
            await calls.TerminateAsync(instance.Value, cancellationToken);
        }

        // Its template holds the token of a slot's generation that is over.
        if (found is not null && TagSet.Of(found.Tags)[TagNames.Token] is { } token)
        {
            await calls.DeleteLaunchTemplatesAsync(names.Fleet, token, cancellationToken);
        }
    }

    public Task<ImmutableArray<TaggedResource>> ListAsync(EndpointId endpoint, CancellationToken cancellationToken) =>
        deadline.RunAsync($"List of the instances of {endpoint}", cancel => ListCoreAsync(endpoint, cancel), cancellationToken);

    private async Task<ImmutableArray<TaggedResource>> ListCoreAsync(EndpointId endpoint, CancellationToken cancellationToken)
    {
        var instances = await lists.InstancesAsync(endpoint, cancellationToken);
        var volumes = await lists.VolumesAsync(endpoint, cancellationToken);
        return ResourceLists.Sorted(instances.Concat(volumes).Where(static resource => resource is { State: TaggedResourceState.Live, Slot: not null }));
    }

    // Why the request can never be filled as it is; null where it may.
    private string? WhyNot(LaunchRequest request)
    {
        if (request.Pools.IsDefaultOrEmpty)
        {
            return "The request names no pool.";
        }

        var zones = request.Pools.Select(static pool => pool.Zone).Where(zone => !options.Subnets.ContainsKey(zone)).Distinct().Order().ToArray();
        var types = request.Pools.Select(static pool => pool.Type).Where(type => options.MachineImageOf(type) is null).Distinct().Order().ToArray();
        var volumes = request.Images.Count(static source => source.Build is not null);
        string?[] reasons =
        [
            zones.Length == 0 ? null : $"no subnet is configured for {string.Join(", ", zones)}",
            types.Length == 0 ? null : $"no machine image is configured for {string.Join(", ", types)}",
            volumes <= CacheVolume.Most ? null : $"{volumes} volumes are to be restored; an instance has room for {CacheVolume.Most}",
        ];
        return reasons.Any(static reason => reason is not null) ? string.Join("; ", reasons.Where(static reason => reason is not null)) : null;
    }

    private async Task<LaunchTemplate?> FindTemplateAsync(LaunchRequest request, CancellationToken cancellationToken) =>
        (await calls.LaunchTemplatesAsync(cancellationToken, new Filter("launch-template-name", [names.LaunchTemplateOf(request)]))).FirstOrDefault();

    // The instance that an earlier call of the same request launched, also one that is terminated: the answer is what it was.
    private async Task<LaunchResult.Accepted?> FindLaunchedAsync(LaunchRequest request, CancellationToken cancellationToken)
    {
        var found = await calls.InstancesAsync(cancellationToken, Ec2Calls.ByTag(TagNames.Fleet, names.Fleet), Ec2Calls.ByTag(TagNames.Token, request.Token.Value));
        var first = found.OrderBy(static instance => instance.LaunchTime ?? DateTime.MaxValue).ThenBy(static instance => instance.InstanceId, StringComparer.Ordinal).FirstOrDefault();
        return first is null
            ? null
            : new LaunchResult.Accepted(
                new InstanceId(first.InstanceId),
                new InstancePool(new InstanceTypeName(first.InstanceType.Value), new ZoneName(first.Placement?.AvailabilityZone ?? request.Pools[0].Zone.Value)),
                TimeOf(first.LaunchTime),
                []);
    }

    private async Task<LaunchResult> CallAsync(LaunchRequest request, ImmutableArray<CacheVolume> volumes, int tries, CancellationToken cancellationToken)
    {
        LaunchResult result;
        try
        {
            result = _answers.Read(request, volumes, await calls.CreateFleetAsync(_fleets.Compose(request, tries), cancellationToken));
            if (result is LaunchResult.Throttled)
            {
                // The call was answered, so its token stands for this answer: the next one is another. Written first, as the template was.
                await TagTriesAsync(request, tries + 1, cancellationToken);
            }
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode == "IdempotentParameterMismatch")
        {
            // The options are others than when the call was first made: what came of that is known by the tag alone.
            result = await FindLaunchedAsync(request, cancellationToken) as LaunchResult ?? new LaunchResult.Rejected(AwsFaults.Describe(e));
        }
        catch (AmazonEC2Exception e) when (AwsFaults.IsRefused(e))
        {
            result = FleetAnswer.Read(request, volumes, e);
        }

        if (result is not (LaunchResult.Accepted or LaunchResult.Throttled))
        {
            await DropTemplateAsync(request, cancellationToken);
        }

        return result;
    }

    private async Task TagTriesAsync(LaunchRequest request, int tries, CancellationToken cancellationToken)
    {
        if (await FindTemplateAsync(request, cancellationToken) is { } template)
        {
            await calls.CreateTagAsync(template.LaunchTemplateId, TagNames.Tries, tries.ToString(System.Globalization.CultureInfo.InvariantCulture), cancellationToken);
        }
    }

    // The answer is known and is what counts: a template that stays is an orphan, which the sweeper finds by its tags.
    private async Task DropTemplateAsync(LaunchRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await calls.DeleteLaunchTemplatesAsync(names.Fleet, request.Token.Value, cancellationToken);
        }
        catch (Exception e) when (e is AmazonEC2Exception or TimeoutException or HttpRequestException)
        {
            LogTemplateLeft(names.LaunchTemplateOf(request), request.Slot, e);
        }
    }

    private async Task<Instance?> FindAsync(InstanceId instance, CancellationToken cancellationToken) =>
        (await calls.InstancesAsync(cancellationToken, new Filter("instance-id", [instance.Value]))).FirstOrDefault();

    private static Filter VolumesOf(Instance instance) => TagSet.Of(instance.Tags)[TagNames.Token] is { } token
        ? Ec2Calls.ByTag(TagNames.Token, token)
        : new Filter("attachment.instance-id", [instance.InstanceId]);

    private async Task<bool> HasVolumesAsync(Filter filter, CancellationToken cancellationToken) => (await calls.VolumesAsync(cancellationToken, filter)).Count > 0;

    private static DateTimeOffset TimeOf(DateTime? time) => time is { } known ? new DateTimeOffset(known.ToUniversalTime(), TimeSpan.Zero) : DateTimeOffset.UnixEpoch;

    [LoggerMessage(LogLevel.Warning, "The launch template {Template} of slot {Slot} could not be deleted; the sweeper will.")]
    private partial void LogTemplateLeft(string template, SlotId slot, Exception exception);
}
