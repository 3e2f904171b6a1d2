using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Grains.Journal;
using Autoscaler.Grains.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Autoscaler.Grains.Caching;

/// <summary>
/// The cache of one endpoint. It is told which images to hold; its timer builds what is missing and purges what is not wanted any more. The timer interleaves with calls,
/// so that no launch waits for a build: after each await the work looks at the entry again before it goes on.
/// </summary>
internal sealed partial class ImageCacheGrain(
    [PersistentState("cache")] IPersistentState<ImageCacheState> storage,
    ISnapshotStore snapshots,
    IFleetJournal journal,
    TimeProvider clock,
    IOptions<FleetOptions> options,
    ILogger<ImageCacheGrain> logger) : Grain, IImageCacheGrain
{
    // The delay before another build doubles at most so often.
    private const int MaxDoublings = 6;

    // The attempts that this activation has begun, by image. The token of a build ends with it, so one that was overtaken and repeated the call would begin the build
    // anew behind the other's back, and nobody would know of what it leaves.
    private readonly Dictionary<ImageDigest, int> _begun = [];
    private CommittedState<ImageCacheState>? _state;
    private EndpointId _endpoint;
    private IGrainTimer? _timer;
    private long _acknowledgedVersion;

    private CommittedState<ImageCacheState> State => _state!;

    private ImageCacheState Current => _state!.Current;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _endpoint = EndpointId.Parse(this.GetPrimaryKeyString());
        _state = new CommittedState<ImageCacheState>(storage, DeactivateOnIdle);
        if (IsBusy())
        {
            StartWork();
        }
    }

    public async Task<CacheReport> SetWantedAsync(WantedImages wanted, CancellationToken cancellationToken)
    {
        if (wanted.Version > Current.Wanted.Version)
        {
            await State.UpdateAsync(
                state => wanted.Version > state.Wanted.Version ? state with { Version = state.Version + 1, Wanted = wanted } : null, cancellationToken);
            StartWork();
        }

        return Current.Report;
    }

    public async Task<ImmutableArray<ImageSource>> ResolveAsync(ImmutableArray<ImageDigest> images, CachePolicy policy, CancellationToken cancellationToken)
    {
        if (!policy.UsesSnapshots)
        {
            return [.. images.Select(image => new ImageSource(image, policy.Mechanism, null))];
        }

        var sources = images.Select(image => Current.Find(image) is { State: CacheEntryState.Ready, Snapshot: { } snapshot }
            ? new ImageSource(image, policy.Mechanism, snapshot)
            : new ImageSource(image, policy.Fallback, null)).ToImmutableArray();
        if (await State.UpdateAsync(state => sources.Aggregate(state, Count), cancellationToken))
        {
            StartWork();
        }

        return sources;
    }

    public async Task ReportSnapshotGoneAsync(SnapshotId snapshot, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        CacheEntry? lost = null;
        await State.UpdateAsync(
            state =>
            {
                lost = state.Entries.FirstOrDefault(entry => entry.State == CacheEntryState.Ready && entry.Snapshot == snapshot)?.Enter(CacheEntryState.Absent, now);
                lost = lost is null ? null : lost with { Snapshot = null, Failure = $"snapshot {snapshot} is gone" };
                return lost is null ? null : state.With(lost);
            },
            cancellationToken);
        if (lost is not null)
        {
            journal.Record(new CacheEntryChanged(now, _endpoint, lost.View));
            StartWork();
        }
    }

    public ValueTask<CacheReport> GetReportAsync(long knownVersion, CancellationToken cancellationToken)
    {
        State.GiveUpIfBehind(knownVersion, Current.Version);
        return new ValueTask<CacheReport>(Current.Report);
    }

    private static ImageCacheState Count(ImageCacheState state, ImageSource source) => state.Find(source.Image) is { } entry
        ? state.With(source.Snapshot is null ? entry with { Misses = entry.Misses + 1 } : entry with { Hits = entry.Hits + 1 })
        : state;

    private bool IsBusy() =>
        _acknowledgedVersion < Current.Version
        || Current.Wanted.Images.Any(image => Current.Find(image.Digest) is not { State: CacheEntryState.Ready })
        || Current.Entries.Any(entry => !Current.Wants(entry.Image.Digest));

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
        foreach (var image in Current.Wanted.Images)
        {
            await TryAsync(() => BuildAsync(image, cancellationToken));
        }

        foreach (var entry in Current.Entries)
        {
            // A purge that was begun is ended, also when the image is wanted again: half of it is no entry.
            if (entry.State == CacheEntryState.Purging || !Current.Wants(entry.Image.Digest))
            {
                await TryAsync(() => PurgeAsync(entry, cancellationToken));
            }
        }

        await TryAsync(() => ReportAsync(cancellationToken));
        if (!IsBusy())
        {
            _timer!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

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

    private async Task BuildAsync(ImageSpec image, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var entry = Current.Find(image.Digest) ?? new CacheEntry { Image = image, State = CacheEntryState.Absent, StateEnteredAt = now };
        if (entry.State == CacheEntryState.Absent && now >= entry.NotBefore)
        {
            await PutAsync(entry.Enter(CacheEntryState.Building, now) with { Image = image, Builds = entry.Builds + 1, Failure = null }, cancellationToken);
        }

        if (!Current.Wants(image.Digest) || Current.Find(image.Digest) is not { State: CacheEntryState.Building } building)
        {
            return;
        }

        entry = building;

        var build = entry.BuildFor(_endpoint);
        if (!await BeginAsync(entry, build, cancellationToken))
        {
            return;
        }

        switch (await snapshots.DescribeAsync(build, cancellationToken))
        {
            case BuildStatus.Ready ready when Current.Wants(image.Digest):
                await PutAsync(entry.Enter(CacheEntryState.Ready, clock.GetUtcNow()) with { Snapshot = ready.Snapshot, FailuresInARow = 0 }, cancellationToken);
                break;
            case BuildStatus.Failed failed:
                await FailAsync(entry, build, failed.Reason, cancellationToken);
                break;
            case BuildStatus.Gone:
                await FailAsync(entry, build, "the build is gone", cancellationToken);
                break;
            default:
                break;
        }
    }

    private async Task<bool> BeginAsync(CacheEntry entry, SnapshotBuild build, CancellationToken cancellationToken)
    {
        if (_begun.GetValueOrDefault(entry.Image.Digest) == build.Attempt)
        {
            return true;
        }

        switch (await snapshots.BuildAsync(build, cancellationToken))
        {
            case BuildResult.Throttled:
                return false;
            case BuildResult.Rejected rejected:
                await FailAsync(entry, build, rejected.Reason, cancellationToken);
                return false;
            default:
                _begun[entry.Image.Digest] = build.Attempt;
                return true;
        }
    }

    private async Task FailAsync(CacheEntry entry, SnapshotBuild build, string reason, CancellationToken cancellationToken)
    {
        await snapshots.DeleteAsync(build, cancellationToken);
        var now = clock.GetUtcNow();
        await PutAsync(
            entry.Enter(CacheEntryState.Absent, now) with
            {
                Failure = reason,
                FailuresInARow = entry.FailuresInARow + 1,
                NotBefore = now + (options.Value.BuildRetryDelay * (1 << Math.Min(entry.FailuresInARow, MaxDoublings))),
            },
            cancellationToken);
    }

    // The entry goes once nothing that its builds made is live.
    private async Task PurgeAsync(CacheEntry entry, CancellationToken cancellationToken)
    {
        _begun.Remove(entry.Image.Digest);
        if (entry.State != CacheEntryState.Purging)
        {
            await PutAsync(entry.Enter(CacheEntryState.Purging, clock.GetUtcNow()) with { Snapshot = null }, cancellationToken);
        }

        for (var attempt = 1; attempt <= entry.Builds; attempt++)
        {
            var build = new SnapshotBuild(_endpoint, entry.Image, attempt);
            await snapshots.DeleteAsync(build, cancellationToken);
            if (await snapshots.DescribeAsync(build, cancellationToken) is not BuildStatus.Gone)
            {
                return;
            }
        }

        if (Current.Wanted.Images.IsEmpty && !(await snapshots.ListAsync(_endpoint, cancellationToken)).IsEmpty)
        {
            return;
        }

        journal.Record(new CacheEntryChanged(clock.GetUtcNow(), _endpoint, (entry with { State = CacheEntryState.Purged }).View));
        await State.UpdateAsync(state => state.Find(entry.Image.Digest) is { State: CacheEntryState.Purging } ? state.Without(entry.Image.Digest) : null, cancellationToken);
    }

    private async Task PutAsync(CacheEntry entry, CancellationToken cancellationToken)
    {
        // Hits and misses are counted meanwhile by launches; they are not for this change to set back. And an image that is not wanted any more gets no entry.
        var changed = await State.UpdateAsync(
            state => state.Find(entry.Image.Digest) is { } newest ? state.With(entry with { Hits = newest.Hits, Misses = newest.Misses })
                : state.Wants(entry.Image.Digest) ? state.With(entry)
                : null,
            cancellationToken);
        if (changed)
        {
            journal.Record(new CacheEntryChanged(clock.GetUtcNow(), _endpoint, entry.View));
        }
    }

    [LoggerMessage("The work of the cache of {Endpoint} failed; it is tried again.")]
    private partial void LogWorkFailed(LogLevel level, EndpointId endpoint, Exception exception);
}
