using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Tags;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Slots;
using Autoscaler.Decisions.Caching;
using Autoscaler.Grains.Journal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Autoscaler.Grains.Caching;

/// <summary>
/// Lists all that carries a tag, and asks the slot or cache of the tag whether it is its own. Both write down what they make before they make it, so what they do not know
/// was made by nobody who still wants it. What is found so in two sweeps in a row is deleted. It has no state: a sweep that is lost is made again.
/// </summary>
internal sealed partial class OrphanSweepGrain(
    ITaggedResources tags, IFleetJournal journal, TimeProvider clock, IOptions<FleetOptions> options, ILogger<OrphanSweepGrain> logger) : Grain, IOrphanSweepGrain
{
    private HashSet<(TaggedResourceKind, string)> _suspects = [];
    private IGrainTimer? _timer;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer ??= this.RegisterGrainTimer(TrySweepAsync, new GrainTimerCreationOptions
        {
            DueTime = options.Value.SweepPeriod,
            Period = options.Value.SweepPeriod,
            Interleave = true,
            KeepAlive = true,
        });
        return Task.CompletedTask;
    }

    private async Task TrySweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SweepAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The cloud or a grain did not answer: nothing is deleted that was not looked at whole, and the next sweep looks again.
            var level = FaultLevel.Of(e);
            LogSweepFailed(level, e);
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var suspects = new HashSet<(TaggedResourceKind, string)>();
        var listed = await tags.ListAsync(null, cancellationToken);
        foreach (var ofEndpoint in listed.Where(static resource => resource.State == TaggedResourceState.Live).GroupBy(static resource => resource.Endpoint))
        {
            var cache = await GrainFactory.GetGrain<IImageCacheGrain>(ofEndpoint.Key.ToString()).GetReportAsync(0, cancellationToken);
            foreach (var resource in ofEndpoint)
            {
                if (await IsOwnedAsync(resource, cache, cancellationToken))
                {
                    continue;
                }

                suspects.Add((resource.Kind, resource.Id));
                if (_suspects.Contains((resource.Kind, resource.Id)))
                {
                    await tags.DeleteAsync(resource, cancellationToken);
                    LogDeleted(resource.Kind, resource.Id, resource.Endpoint);
                    journal.Record(new OrphanDeleted(clock.GetUtcNow(), resource.Endpoint, PurgeLedger.KindOf(resource.Kind), resource.Id));
                }
            }

            foreach (var entry in cache.Entries.Where(entry => entry.State == CacheEntryState.Ready && !ofEndpoint.Any(resource => IsSnapshotOf(resource, entry))))
            {
                // The other way round: somebody else's hand deleted what an entry rests on. The cache builds it anew.
                var missing = (TaggedResourceKind.Snapshot, $"{ofEndpoint.Key}/{entry.Image}/{entry.Builds}");
                suspects.Add(missing);
                if (_suspects.Contains(missing))
                {
                    await GrainFactory.GetGrain<IImageCacheGrain>(ofEndpoint.Key.ToString()).ReportBuildGoneAsync(entry.Image, entry.Builds, cancellationToken);
                }
            }
        }

        _suspects = suspects;
    }

    private static bool IsSnapshotOf(TaggedResource resource, CacheEntryView entry) =>
        resource.Kind == TaggedResourceKind.Snapshot && resource.Content == entry.Image && resource.Build == entry.Builds;

    private async Task<bool> IsOwnedAsync(TaggedResource resource, CacheReport cache, CancellationToken cancellationToken)
    {
        if (resource is { Slot: { } ordinal, Generation: { } generation })
        {
            var slot = await GrainFactory.GetGrain<IInstanceSlotGrain>(new SlotId(resource.Endpoint, ordinal).ToString()).GetReportAsync(0, cancellationToken);
            return Ownership.IsOf(slot, generation, resource.Kind == TaggedResourceKind.Instance ? new InstanceId(resource.Id) : null);
        }

        if (resource is { Content: { } content, Build: { } build })
        {
            return Ownership.IsOf(cache, content, build);
        }

        // A key is the endpoint's until its purge.
        return resource.Kind is TaggedResourceKind.Key or TaggedResourceKind.Grant
            && (!cache.IsEmpty || cache.Purge is not null || (await GrainFactory.GetGrain<IEndpointGrain>(resource.Endpoint.ToString()).GetViewAsync(cancellationToken)).Phase != EndpointPhase.Absent);
    }

    [LoggerMessage("A sweep for orphans failed; the next one looks again.")]
    private partial void LogSweepFailed(LogLevel level, Exception exception);

    [LoggerMessage(LogLevel.Warning, "{Kind} {Id} carries the tag of {Endpoint} and is nobody's; it was deleted.")]
    private partial void LogDeleted(TaggedResourceKind kind, string id, EndpointId endpoint);
}
