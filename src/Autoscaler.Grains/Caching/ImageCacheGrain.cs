using Autoscaler.Cloud.Keys;
using Autoscaler.Cloud.Registries;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Cloud.Tags;
using Autoscaler.Cloud.Weights;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Journal;
using Autoscaler.Decisions.Startup;
using Autoscaler.Grains.Access;
using Autoscaler.Grains.Journal;
using Autoscaler.Grains.Storage;
using Autoscaler.Grains.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Autoscaler.Grains.Caching;

/// <summary>
/// The cache of one endpoint. It is told what to hold; its timer resolves references, builds what is missing, and retires and purges what is not wanted any more. The
/// timer interleaves with calls, so that no launch waits for a build: after each await the work looks at the entry again before it goes on.
/// </summary>
internal sealed partial class ImageCacheGrain(
    [PersistentState("cache")] IPersistentState<ImageCacheState> storage,
    ISnapshotStore snapshots,
    IImageRegistry registry,
    IWeightStore weights,
    IKeyVault keys,
    ITaggedResources tags,
    StartupModel model,
    CacheInstruments instruments,
    IFleetJournal journal,
    IJournalStore history,
    TimeProvider clock,
    IOptions<FleetOptions> options,
    ILogger<ImageCacheGrain> logger) : Grain, IImageCacheGrain
{
    private CommittedState<ImageCacheState>? _state;
    private EndpointId _endpoint;
    private IGrainTimer? _timer;
    private long _acknowledgedVersion;

    private CommittedState<ImageCacheState> State => _state!;

    private ImageCacheState Current => _state!.Current;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _endpoint = GrainKeys.Read(this.GetPrimaryKeyString(), EndpointId.Parse);
        _state = new CommittedState<ImageCacheState>(storage, DeactivateOnIdle);

        // A crash may have come between the write of a phase and its row in the journal; a row that is there twice has the same hash.
        JournalBegun(known: 0);

        if (IsBusy())
        {
            StartWork();
        }
    }

    public async Task<CacheReport> SetWantedAsync(WantedImages wanted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (wanted.Version > Current.Wanted.Version)
        {
            var known = Current.PurgeCount;
            await State.UpdateAsync(
                state => wanted.Version > state.Wanted.Version ? TakeOrders(state with { Version = state.Version + 1, Wanted = wanted }, clock.GetUtcNow()) : null,
                cancellationToken);
            JournalBegun(known);
            StartWork();
        }

        return Current.Report;
    }

    public ValueTask<CacheReport> GetReportAsync(long knownVersion, CancellationToken cancellationToken)
    {
        State.GiveUpIfBehind(knownVersion, Current.Version);
        return new ValueTask<CacheReport>(Current.Report);
    }

    public ValueTask<ImmutableArray<PurgeReceipt>> GetReceiptsAsync(CancellationToken cancellationToken) => new(Current.Receipts);

    private bool IsBusy() =>
        _acknowledgedVersion < Current.Version
        || Current.Purge is not null
        || Current.Wanted.Tags.Any(tag => Current.Tags.All(known => known.Request != tag || known.Image is null))
        || Current.Prebuilds.Any(prebuild => Current.Find(prebuild.Image.Digest) is not { State: CacheEntryState.Ready })
        || Current.Wanted.Images.Any(image => Current.MayLaunch(image.Digest) && Current.Find(image.Digest) is not { State: CacheEntryState.Ready })
        || Current.Entries.Any(entry => entry.State != CacheEntryState.Ready || !Current.Wants(entry.Image.Digest) || IsMechanismStale(entry));

    private void StartWork()
    {
        if (_timer is not null)
        {
            _timer.Change(TimeSpan.Zero, options.Value.WorkPeriod);
            return;
        }

        _timer = this.RegisterGrainTimer(WorkAsync, new GrainTimerCreationOptions
        {
            DueTime = TimeSpan.Zero,
            Period = options.Value.WorkPeriod,
            Interleave = true,
            KeepAlive = true,
        });
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        await TryAsync(() => ResolveTagsAsync(cancellationToken));
        foreach (var image in Buildable())
        {
            await TryAsync(() => BuildAsync(image, cancellationToken));
        }

        foreach (var entry in Current.Entries)
        {
            if (IsOfPurgeThatHasNotLooked(entry))
            {
                // What there was is in the receipt only if it is noted before it goes.
                continue;
            }

            if (entry.State is CacheEntryState.Retired or CacheEntryState.Purging || !Current.Wants(entry.Image.Digest))
            {
                await TryAsync(() => PurgeAsync(entry, cancellationToken));
            }
            else if (IsMechanismStale(entry))
            {
                await TryAsync(() => ChooseMechanismAsync(entry, cancellationToken));
            }
        }

        if (Current.Purge is { } purge)
        {
            await TryAsync(() => AdvanceAsync(purge, cancellationToken));
        }

        await TryAsync(() => TellUsageAsync(cancellationToken));
        await TryAsync(() => ReportAsync(cancellationToken));
        if (!IsBusy())
        {
            // Fast restore is paid by the hour: whether it is still worth that is looked at also while nothing launches.
            var period = Current.Entries.Any(entry => ChoosesMechanism && entry.Mechanism == Contracts.Specs.StartupMechanism.SnapshotFsr)
                ? options.Value.MechanismPeriod
                : Timeout.InfiniteTimeSpan;
            _timer!.Change(period, period);
        }
    }

    // A purge looks at all that there is before it leaves its first phase.
    private bool IsOfPurgeThatHasNotLooked(CacheEntry entry) =>
        Current.Purge is { Phase: PurgePhase.Draining } purge && (purge.Scope == PurgeScope.Endpoint || purge.Contents.Contains(entry.Image.Digest));

    // What fails for one image must not keep the others, or the report, waiting.
    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The cloud or the endpoint did not answer; nothing is lost, the next tick of the timer tries again.
            var level = FaultLevel.Of(e);
            LogWorkFailed(level, _endpoint, e);
        }
    }

    private async Task ReportAsync(CancellationToken cancellationToken)
    {
        if (_acknowledgedVersion < Current.Version)
        {
            var report = Current.Report;
            await GrainFactory.GetGrain<IEndpointGrain>(_endpoint.ToString()).ReportCacheAsync(report, cancellationToken);
            _acknowledgedVersion = Math.Max(_acknowledgedVersion, report.Version);
        }
    }

    // From the newest entry to the next, for launches count meanwhile; null where on second look there is nothing to change. Journalled where the state is another.
    private async Task<bool> ChangeAsync(ImageDigest content, Func<CacheEntry, CacheEntry?> change, CancellationToken cancellationToken)
    {
        CacheEntry? before = null;
        CacheEntry? after = null;
        var changed = await State.UpdateAsync(
            state =>
            {
                before = state.Find(content);
                after = before is null ? null : change(before);
                return after is null || after == before ? null : state.With(after);
            },
            cancellationToken);
        if (changed && before!.State != after!.State)
        {
            journal.Record(new CacheEntryChanged(after.StateEnteredAt, _endpoint, after.View));
        }

        return changed;
    }

    [LoggerMessage("The work of the cache of {Endpoint} failed; it is tried again.")]
    private partial void LogWorkFailed(LogLevel level, EndpointId endpoint, Exception exception);
}
