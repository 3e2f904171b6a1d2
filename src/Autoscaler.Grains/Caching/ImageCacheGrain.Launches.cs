using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Caching;

namespace Autoscaler.Grains.Caching;

/// <summary>What launches ask and tell.</summary>
internal sealed partial class ImageCacheGrain
{
    public async Task<ImmutableArray<ImageSource>> ResolveAsync(CacheLookup lookup, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lookup);
        if (!lookup.Policy.UsesSnapshots)
        {
            return [.. lookup.Contents.Select(content => Pulled(content, lookup.Policy.Mechanism)).OfType<ImageSource>()];
        }

        var sources = lookup.Contents.Select(content => SourceOf(content, lookup.Policy)).OfType<ImageSource>().ToImmutableArray();
        var now = clock.GetUtcNow();
        var (before, after) = (Current, Current);
        var counted = await State.UpdateAsync(
            state =>
            {
                before = state;
                return after = lookup.Contents.Aggregate(state, (counted, content) => Count(counted, content, lookup, now));
            },
            cancellationToken);
        Measure(lookup, sources, before, after);
        if (counted)
        {
            StartWork();
        }

        return sources;
    }

    public async Task ReportBuildGoneAsync(ImageDigest content, int build, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var changed = await ChangeAsync(
            content,
            entry => entry.State == CacheEntryState.Ready && entry.Builds == build
                ? entry.Withdraw(CacheEntryState.Absent, now, $"the snapshot of build {build} is gone") with { Fallbacks = entry.Fallbacks + 1 }
                : null,
            cancellationToken);
        if (changed)
        {
            StartWork();
        }
    }

    public async Task ReportChecksAsync(ImmutableArray<VolumeCheck> checks, CancellationToken cancellationToken)
    {
        foreach (var check in checks)
        {
            if (check.Slot.Endpoint == _endpoint)
            {
                if (await ChangeAsync(check.Content, entry => Checked(entry, check, clock.GetUtcNow()), cancellationToken))
                {
                    instruments.OnChecked(check);
                }
            }
        }

        StartWork();
    }

    private void Measure(CacheLookup lookup, ImmutableArray<ImageSource> sources, ImageCacheState before, ImageCacheState after)
    {
        var hits = sources.Count(static source => source.Build is not null);
        instruments.OnLookedUp(hits, lookup.Contents.Length - hits);
        if (hits > 0)
        {
            instruments.OnSaved(
                TimeSpan.FromTicks(after.Entries.Sum(static entry => entry.TimeSaved.Ticks) - before.Entries.Sum(static entry => entry.TimeSaved.Ticks)),
                new ByteCount(after.Entries.Sum(static entry => entry.BytesSaved.Value) - before.Entries.Sum(static entry => entry.BytesSaved.Value)));
        }
    }

    // A volume that disagrees says nothing of another build, and an old check nothing of a newer one.
    private static CacheEntry? Checked(CacheEntry entry, VolumeCheck check, DateTimeOffset now)
    {
        if (entry.Builds != check.Build || entry.LastCheck?.At >= check.At)
        {
            return null;
        }

        return check.IsSound || entry.State != CacheEntryState.Ready
            ? entry with { LastCheck = check }
            : entry.Withdraw(CacheEntryState.Suspect, now, $"{check.Instance} of {check.Slot} found {check.Found} on its volume of build {check.Build}; expected {check.Content}") with
            {
                LastCheck = check,
                Suspicions = entry.Suspicions + 1,
                Fallbacks = entry.Fallbacks + 1,
            };
    }

    // Weights that are not on a volume are fetched by the copy itself, and need no source.
    private static ImageSource? Pulled(ImageDigest content, StartupMechanism mechanism) =>
        WeightsContent.VersionOf(content) is null ? new ImageSource(content, mechanism, null) : null;

    private ImageSource? SourceOf(ImageDigest content, CachePolicy policy) => Current.Find(content) is { State: CacheEntryState.Ready, Snapshot: { } snapshot } entry
        ? new ImageSource(content, MechanismOf(entry, policy), snapshot) { Build = entry.Builds, InitializationRate = entry.InitializationRate }
        : Pulled(content, policy.Fallback);

    private ImageCacheState Count(ImageCacheState state, ImageDigest content, CacheLookup lookup, DateTimeOffset now)
    {
        if (state.Find(content) is not { } entry)
        {
            return state;
        }

        var asked = entry.Asked(now);
        if (entry is not { State: CacheEntryState.Ready, Snapshot: not null })
        {
            return state.With(asked with { Misses = entry.Misses + 1, Fallbacks = entry.Fallbacks + 1 });
        }

        var mechanism = MechanismOf(entry, lookup.Policy);
        var beside = state.UseOf(content)?.WeightsBeside ?? ByteCount.Zero;
        return state.With(asked with
        {
            Hits = entry.Hits + 1,
            TimeSaved = entry.TimeSaved + CacheSavings.TimeOf(model, entry.Image, beside, lookup.Type, mechanism, lookup.Policy.Fallback),
            BytesSaved = new ByteCount(entry.BytesSaved.Value + entry.Image.CompressedSize.Value),
            UsdPerMonth = MechanismChoice.UsdPerMonthOf(mechanism, entry.Size, asked.LaunchesPerHour, Zones, RestorePrices.Default),
        });
    }
}
