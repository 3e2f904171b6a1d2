using Autoscaler.Cloud.Keys;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Caching;

namespace Autoscaler.Grains.Caching;

/// <summary>From a wanted image to a ready entry: one build at a time of each, tried again with back-off, and nothing left of one that failed.</summary>
internal sealed partial class ImageCacheGrain
{
    // The delay before another build doubles at most so often.
    private const int MaxDoublings = 6;

    // A builder that is not claimed again is free for others after 10 min.
    private static readonly TimeSpan ClaimPeriod = TimeSpan.FromMinutes(3);

    // The attempts that this activation has begun, by image. The token of a build ends with it, so one that was overtaken and repeated the call would begin the build
    // anew behind the other's back, and nobody would know of what it leaves.
    private readonly Dictionary<ImageDigest, int> _begun = [];
    private readonly Dictionary<ImageDigest, DateTimeOffset> _claimedAt = [];
    private (ByteCount Held, ImmutableArray<SpareEntry> Spare) _told = (ByteCount.Zero, []);

    // Of an endpoint that is being deleted nothing is built, of an image that is being purged nothing yet, and of one that only drains nothing any more.
    private ImmutableArray<ImageSpec> Buildable() => Current.IsDissolving
        ? []
        : [.. Current.Wanted.Images.Where(image => Current.MayLaunch(image.Digest) || Current.Find(image.Digest) is { State: CacheEntryState.Building })
            .Concat(Current.Prebuilds.Select(prebuild => prebuild.Image).Where(image => !ImageRollouts.IsUnresolved(image)))
            .DistinctBy(image => image.Digest).Where(image => !Current.IsHeldBack(image.Digest))];

    private async Task BuildAsync(ImageSpec image, CancellationToken cancellationToken)
    {
        await BeginAsync(image, cancellationToken);
        if (Current.IsDissolving || !Current.Wants(image.Digest) || Current.Find(image.Digest) is not { State: CacheEntryState.Building } entry)
        {
            return;
        }

        await ClaimAgainAsync(entry, cancellationToken);
        var build = entry.BuildFor(_endpoint);
        if (!await CallAsync(entry, build, cancellationToken))
        {
            return;
        }

        switch (await snapshots.DescribeAsync(build, cancellationToken))
        {
            case BuildStatus.Ready ready:
                await FinishAsync(entry, build, ready, cancellationToken);
                break;
            case BuildStatus.Failed failed:
                await FailAsync(entry, build, failed.Reason, cancellationToken);
                break;
            case BuildStatus.Gone:
                await FailAsync(entry, build, "the build is gone", cancellationToken);
                break;
            case BuildStatus.Building when clock.GetUtcNow() - entry.StateEnteredAt > options.Value.BuildDeadline:
                await FailAsync(entry, build, $"not ready {options.Value.BuildDeadline:c} after it began", cancellationToken);
                break;
            default:
                break;
        }
    }

    // Writes the next build down before anything is asked of the cloud.
    private async Task BeginAsync(ImageSpec image, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var present = Current.Find(image.Digest);
        if (present is null)
        {
            var before = Current.BuildsBefore(image.Digest);
            present = new CacheEntry { Image = image, State = CacheEntryState.Absent, StateEnteredAt = now, Builds = before, EarlierBuilds = before };
            await State.UpdateAsync(state => state.Find(image.Digest) is null && state.Wants(image.Digest) && !state.IsDissolving ? state.With(present) : null, cancellationToken);
        }

        if (present.State is not (CacheEntryState.Absent or CacheEntryState.Suspect) || now < present.NotBefore)
        {
            return;
        }

        if (present.State == CacheEntryState.Suspect || present.StoredSize is not null)
        {
            // What is left of the build that was withdrawn goes first; volumes restored from it do not need it any more.
            await snapshots.DeleteAsync(present.BuildFor(_endpoint), cancellationToken);
        }

        if (await ObstacleAsync(present, cancellationToken) is { } obstacle)
        {
            await ChangeAsync(image.Digest, entry => entry.Failure == obstacle ? null : entry with { Failure = obstacle }, cancellationToken);
            return;
        }

        if (await keys.EnsureAsync(_endpoint, cancellationToken) is not KeyResult.Ready key)
        {
            return;
        }

        await ChangeAsync(
            image.Digest,
            entry => entry.State is CacheEntryState.Absent or CacheEntryState.Suspect && entry.Builds == present.Builds
                ? entry.Withdraw(CacheEntryState.Building, clock.GetUtcNow(), null) with
                {
                    Image = image, Builds = entry.Builds + 1, Key = key.Key, StoredSize = null, Components = Current.UseOf(image.Digest)?.Components ?? [],
                }
                : null,
            cancellationToken);
    }

    private async Task<bool> CallAsync(CacheEntry entry, SnapshotBuild build, CancellationToken cancellationToken)
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

    // The entry is offered only once launches can restore it by its mechanism.
    private async Task FinishAsync(CacheEntry entry, SnapshotBuild build, BuildStatus.Ready ready, CancellationToken cancellationToken)
    {
        var sized = entry with { StoredSize = ready.Size };
        if (await SetMechanismAsync(sized, await DesiredAsync(sized, cancellationToken), cancellationToken) is not { } choice)
        {
            return;
        }

        var isReady = await ChangeAsync(
            entry.Image.Digest,
            newest => newest.State == CacheEntryState.Building && newest.Builds == build.Attempt && Current.Wants(entry.Image.Digest)
                ? Chosen(newest.Enter(CacheEntryState.Ready, clock.GetUtcNow()), choice) with
                {
                    Snapshot = ready.Snapshot, StoredSize = ready.Size, BuiltAt = clock.GetUtcNow(), FailuresInARow = 0, Failure = null,
                }
                : null,
            cancellationToken);
        if (isReady)
        {
            instruments.OnBuilt(clock.GetUtcNow() - entry.StateEnteredAt, isReady: true);
        }

        await ReleaseBuilderAsync(entry.Image.Digest, cancellationToken);
    }

    private async Task FailAsync(CacheEntry entry, SnapshotBuild build, string reason, CancellationToken cancellationToken)
    {
        await snapshots.DeleteAsync(build, cancellationToken);
        var now = clock.GetUtcNow();
        var hasFailed = await ChangeAsync(
            entry.Image.Digest,
            newest => newest.State == CacheEntryState.Building && newest.Builds == build.Attempt
                ? newest.Withdraw(CacheEntryState.Absent, now, reason) with
                {
                    FailuresInARow = newest.FailuresInARow + 1,
                    NotBefore = now + (options.Value.BuildRetryDelay * (1 << Math.Min(newest.FailuresInARow, MaxDoublings))),
                }
                : null,
            cancellationToken);
        if (hasFailed)
        {
            instruments.OnBuilt(now - entry.StateEnteredAt, isReady: false);
        }

        await ReleaseBuilderAsync(entry.Image.Digest, cancellationToken);
    }

    // Why a build may not begin now; null where it may.
    private async Task<string?> ObstacleAsync(CacheEntry entry, CancellationToken cancellationToken)
    {
        if (Current.Wanted.Conditions?.Policy.MaxBytes is { } limit)
        {
            var takers = Current.Entries.Where(other => other.Image.Digest != entry.Image.Digest && TakesRoom(other))
                .Select(other => new RoomTaker(other.Image.Digest, other.Size, other.LastUsedAt ?? other.StateEnteredAt, IsNeeded: !IsSpare(other)));
            if (LeastRecentlyUsed.MakeRoom(takers, entry.Size, limit) is not { } victims)
            {
                return $"the endpoint's limit of {limit} has no room for {entry.Size}, and no entry is without use";
            }

            foreach (var victim in victims)
            {
                await EvictAsync(victim, cancellationToken);
            }
        }

        var permit = await ClaimAsync(entry, cancellationToken);
        foreach (var victim in permit.Evict)
        {
            await EvictAsync(victim, cancellationToken);
        }

        return permit.IsGranted ? null : permit.Reason;
    }

    private async Task<BuildPermit> ClaimAsync(CacheEntry entry, CancellationToken cancellationToken)
    {
        var content = entry.Image.Digest;
        var claim = new BuildClaim { Endpoint = _endpoint, Content = content, Size = entry.Size, Held = HeldBeside(content), Spare = SpareBeside(content) };
        var permit = await GrainFactory.GetGrain<ICacheQuotaGrain>(_endpoint.Tenant.Value).ClaimBuilderAsync(claim, cancellationToken);
        _claimedAt[entry.Image.Digest] = clock.GetUtcNow();
        return permit;
    }

    // A build that is under way goes on, whatever is answered: what it has is worth more than the order of claims.
    private async Task ClaimAgainAsync(CacheEntry entry, CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() - _claimedAt.GetValueOrDefault(entry.Image.Digest) >= ClaimPeriod)
        {
            await ClaimAsync(entry, cancellationToken);
        }
    }

    private async Task ReleaseBuilderAsync(ImageDigest content, CancellationToken cancellationToken)
    {
        if (_claimedAt.Remove(content))
        {
            await GrainFactory.GetGrain<ICacheQuotaGrain>(_endpoint.Tenant.Value).ReleaseBuilderAsync(_endpoint, content, cancellationToken);
        }
    }

    // What is wanted and what is spare changes also while nothing is built; who needs the room must know. Only where the room is limited.
    private async Task TellUsageAsync(CancellationToken cancellationToken)
    {
        if (options.Value.MaxCacheGigabytesPerTenant is null)
        {
            return;
        }

        var (held, spare) = (HeldBeside(default), SpareBeside(default));
        if (held != _told.Held || !spare.SequenceEqual(_told.Spare))
        {
            await GrainFactory.GetGrain<ICacheQuotaGrain>(_endpoint.Tenant.Value).TellUsageAsync(_endpoint, held, spare, cancellationToken);
            _told = (held, spare);
        }
    }

    private ByteCount HeldBeside(ImageDigest content) =>
        new(Current.Entries.Where(other => other.Image.Digest != content && TakesRoom(other)).Sum(static other => other.Size.Value));

    private ImmutableArray<SpareEntry> SpareBeside(ImageDigest content) =>
    [
        .. Current.Entries.Where(other => TakesRoom(other) && IsSpare(other) && other.Image.Digest != content)
            .Select(static other => new SpareEntry(other.Image.Digest, other.Size, other.LastUsedAt ?? other.StateEnteredAt)),
    ];

    private static bool TakesRoom(CacheEntry entry) => entry.State is not (CacheEntryState.Absent or CacheEntryState.Purged);

    private bool IsSpare(CacheEntry entry) => entry.State == CacheEntryState.Ready && !Current.MayLaunch(entry.Image.Digest);

    // The entry goes once nothing that its builds made is live.
    private async Task PurgeAsync(CacheEntry entry, CancellationToken cancellationToken)
    {
        var content = entry.Image.Digest;
        _begun.Remove(content);
        if (entry.State is not (CacheEntryState.Retired or CacheEntryState.Purging))
        {
            await ChangeAsync(content, newest => newest.Withdraw(CacheEntryState.Retired, clock.GetUtcNow(), newest.Failure), cancellationToken);
        }

        await ChangeAsync(content, newest => newest.State == CacheEntryState.Retired ? newest.Enter(CacheEntryState.Purging, clock.GetUtcNow()) : null, cancellationToken);
        await ReleaseBuilderAsync(content, cancellationToken);
        if (Current.Find(content) is not { State: CacheEntryState.Purging } purging)
        {
            return;
        }

        for (var attempt = purging.EarlierBuilds + 1; attempt <= purging.Builds; attempt++)
        {
            var build = purging.BuildFor(_endpoint, attempt);
            await snapshots.DeleteAsync(build, cancellationToken);
            if (await snapshots.DescribeAsync(build, cancellationToken) is not BuildStatus.Gone)
            {
                return;
            }
        }

        // A build that is deleted is gone by its description at once, and by its tags when it is.
        if ((await snapshots.ListAsync(_endpoint, cancellationToken)).Any(live => live.Content == content))
        {
            return;
        }

        CacheEntry? purged = null;
        await State.UpdateAsync(
            state => (purged = state.Find(content)) is { State: CacheEntryState.Purging } ? state.Without(purged) : null, cancellationToken);
        if (purged is { State: CacheEntryState.Purging })
        {
            journal.Record(new CacheEntryChanged(clock.GetUtcNow(), _endpoint, purged.Enter(CacheEntryState.Purged, clock.GetUtcNow()).View));
        }
    }
}
