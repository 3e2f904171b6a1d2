using Autoscaler.Cloud.Registries;
using Autoscaler.Cloud.Weights;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Caching;

namespace Autoscaler.Grains.Caching;

/// <summary>What references stand for, and what operators ask for ahead of a spec.</summary>
internal sealed partial class ImageCacheGrain
{
    private const int MaxPrebuilds = 16;

    // A prebuild that no spec has named by then is not kept for longer.
    private static readonly TimeSpan PrebuildLifetime = TimeSpan.FromDays(7);

    private DateTimeOffset _resolveNotBefore;

    public async Task<bool> PrebuildAsync(ImageSpec image, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(image);
        var now = clock.GetUtcNow();
        if (Current.Find(image.Digest) is not null && Current.Wants(image.Digest))
        {
            await ChangeAsync(image.Digest, entry => entry.State == CacheEntryState.Absent ? entry with { NotBefore = now } : null, cancellationToken);
            StartWork();
            return true;
        }

        if (Current.Prebuilds.Any(IsSame))
        {
            return true;
        }

        if (!MayAdd(Current))
        {
            return false;
        }

        // Who asked is written down before anything is built.
        await JournalOrderAsync("cache.prebuild", image.Reference, cancellationToken);
        await State.UpdateAsync(
            state => MayAdd(state) && !state.Prebuilds.Any(IsSame)
                ? state with { Version = state.Version + 1, Prebuilds = state.Prebuilds.Add(new Prebuild(image, now, null)) }
                : null,
            cancellationToken);
        StartWork();
        return Current.Prebuilds.Any(IsSame);

        // An endpoint that is not there has no conditions, and nobody would purge what is built for it.
        static bool MayAdd(ImageCacheState state) => !state.IsDissolving && state.Wanted.Conditions is not null && state.Prebuilds.Length < MaxPrebuilds;

        bool IsSame(Prebuild prebuild) => prebuild.Image.Reference == image.Reference && (ImageRollouts.IsUnresolved(image) || prebuild.Image.Digest == image.Digest);
    }

    public async Task EvictAsync(ImageDigest content, CancellationToken cancellationToken)
    {
        if (Current.Find(content) is { State: CacheEntryState.Ready } && !Current.MayLaunch(content))
        {
            await State.UpdateAsync(
                state => state.Prebuilds.Any(prebuild => prebuild.Image.Digest == content)
                    ? state with { Version = state.Version + 1, Prebuilds = state.Prebuilds.RemoveAll(prebuild => prebuild.Image.Digest == content) }
                    : null,
                cancellationToken);
            await ChangeAsync(
                content,
                entry => entry.State == CacheEntryState.Ready && !Current.MayLaunch(content)
                    ? entry.Withdraw(CacheEntryState.Retired, clock.GetUtcNow(), "evicted: room was needed, and no launch needs it")
                    : null,
                cancellationToken);
            StartWork();
        }
    }

    private async Task ResolveTagsAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await ExpirePrebuildsAsync(now, cancellationToken);
        if (now < _resolveNotBefore)
        {
            return;
        }

        foreach (var tag in Current.Wanted.Tags.Where(tag => Current.Tags.All(known => known.Request != tag || known.Image is null)))
        {
            if (await LookUpAsync(tag.Reference, cancellationToken) is { } answer)
            {
                await RecordAsync(new TagResolution(tag, clock.GetUtcNow(), answer.Image, answer.Failure), cancellationToken);
            }
        }

        foreach (var prebuild in Current.Prebuilds.Where(static prebuild => ImageRollouts.IsUnresolved(prebuild.Image)))
        {
            if (await LookUpAsync(prebuild.Image.Reference, cancellationToken) is { } answer)
            {
                var next = answer.Image is { } image ? prebuild with { Image = image, Failure = null } : prebuild with { Failure = answer.Failure };
                await State.UpdateAsync(
                    state => next != prebuild && state.Prebuilds.Contains(prebuild) ? state with { Version = state.Version + 1, Prebuilds = state.Prebuilds.Replace(prebuild, next) } : null,
                    cancellationToken);
            }
        }
    }

    // Null where the registry, or the store, has no time; what it does not know is asked for again after the delay of a failed build.
    private async Task<(ImageSpec? Image, string? Failure)?> LookUpAsync(string reference, CancellationToken cancellationToken)
    {
        if (WeightsContent.IsLocation(reference))
        {
            return await weights.ResolveAsync(reference, cancellationToken) switch
            {
                WeightsLookup.Found found => (WeightsContent.Of(found.Weights), null),
                WeightsLookup.NotFound missing => Missing(missing.Reason),
                WeightsLookup.Throttled throttled => Later(throttled.RetryAfter),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }

        return await registry.ResolveAsync(reference, cancellationToken) switch
        {
            ImageLookup.Found found => (found.Image, null),
            ImageLookup.NotFound missing => Missing(missing.Reason),
            ImageLookup.Throttled throttled => Later(throttled.RetryAfter),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

        (ImageSpec?, string?)? Missing(string reason)
        {
            _resolveNotBefore = clock.GetUtcNow() + options.Value.BuildRetryDelay;
            return (null, reason);
        }

        (ImageSpec?, string?)? Later(TimeSpan retryAfter)
        {
            _resolveNotBefore = clock.GetUtcNow() + retryAfter;
            return null;
        }
    }

    // Only of what is still asked: an answer that comes late says nothing of a newer put.
    private Task<bool> RecordAsync(TagResolution resolution, CancellationToken cancellationToken) => State.UpdateAsync(
        state => !state.Wanted.Tags.Contains(resolution.Request) || state.Tags.Any(known => known.Request == resolution.Request && known.Image is not null)
            || state.Tags.Any(known => known.Request == resolution.Request && known.Image == resolution.Image && known.Failure == resolution.Failure)
            ? null
            : state with
            {
                Version = state.Version + 1,
                Tags =
                [
                    .. state.Tags.Where(known => known.Request != resolution.Request && state.Wanted.Tags.Contains(known.Request)).Append(resolution)
                        .OrderBy(static known => known.Request.Reference, StringComparer.Ordinal),
                ],
            },
        cancellationToken);

    private async Task ExpirePrebuildsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (Current.Prebuilds.Any(IsOver))
        {
            await State.UpdateAsync(state => state with { Version = state.Version + 1, Prebuilds = state.Prebuilds.RemoveAll(IsOver) }, cancellationToken);
        }

        // One that a spec names is the spec's from now on.
        bool IsOver(Prebuild prebuild) => now - prebuild.AskedAt > PrebuildLifetime || Current.Wanted.Images.Any(image => image.Digest == prebuild.Image.Digest);
    }
}
