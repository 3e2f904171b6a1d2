using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions;
using Autoscaler.Decisions.Caching;
using Autoscaler.Decisions.Fleets;

namespace Autoscaler.Grains.Endpoints;

/// <summary>Which images components are scaled on, and what the cache is told to hold for them.</summary>
internal sealed partial class EndpointGrain
{
    // Of images that copies found on disks so many are counted.
    private const int MaxDiskUses = 64;

    private EndpointSpec? _effective;
    private (EndpointSpec? Spec, ImmutableArray<ImageRollout> Rollouts) _effectiveOf;
    private (EndpointSpec? Spec, ImmutableArray<ImageRollout> Rollouts, Fleet? Fleet, CacheReport? Cache) _rolled;

    /// <summary>The spec that decisions see: as it was put, with the images that components are scaled on.</summary>
    private EndpointSpec EffectiveSpec
    {
        get
        {
            if (_effective is null || !ReferenceEquals(_effectiveOf.Spec, Current.Spec) || _effectiveOf.Rollouts != Current.Rollouts)
            {
                _effectiveOf = (Current.Spec, Current.Rollouts);
                _effective = ImageRollouts.Effective(Current.Spec!, Current.Rollouts);
            }

            return _effective;
        }
    }

    private static EndpointState WithImagesOf(EndpointState state, EndpointSpec spec, CacheReport cache, Fleet fleet, DateTimeOffset now)
    {
        var put = state.PutCount + 1;
        var rollouts = ImageRollouts.Advance(spec, put, state.Rollouts.RemoveAll(rollout => spec.Find(rollout.Component) is null), cache, now);
        var wanted = ImageRollouts.Wanted(spec, rollouts, fleet);
        ImmutableHashSet<ImageDigest> stays = [.. ImageRollouts.Wanted(spec, rollouts, Fleet.Empty).Select(static image => image.Digest)];
        var orders = state.Purges.RemoveAll(order => order.Contents.Any(stays.Contains));
        var removed = Removed(state, spec, stays, fleet);
        return state with
        {
            PutCount = put,
            Rollouts = rollouts,
            WantedImages = wanted,
            WantedImagesVersion = state.WantedImagesVersion + 1,
            Purges = [.. orders, .. removed],
            NextPurge = state.NextPurge + removed.Length,
        };
    }

    // What only a removed component used is purged, with a receipt of its own.
    private static ImmutableArray<PurgeOrder> Removed(EndpointState state, EndpointSpec spec, ImmutableHashSet<ImageDigest> stays, Fleet fleet)
    {
        // Two removed components may have used the same: it is purged once.
        var taken = stays.ToBuilder();
        var orders = ImmutableArray.CreateBuilder<PurgeOrder>();
        foreach (var component in state.Spec?.Components.Where(component => spec.Find(component.Name) is null) ?? [])
        {
            var alone = state.Spec! with { Components = [component] };
            var used = ImageRollouts.Wanted(alone, state.Rollouts.RemoveAll(rollout => rollout.Component != component.Name), Fleet.Empty).Select(static image => image.Digest)
                .Concat(fleet.Slots.SelectMany(static slot => slot.Copies).Where(copy => copy.Id.Component == component.Name && spec.Cache.UsesSnapshots).Select(static copy => copy.Intent.Order.Image.Digest));
            ImmutableArray<ImageDigest> contents = [.. used.Where(taken.Add).Order()];
            if (!contents.IsEmpty)
            {
                orders.Add(new PurgeOrder { Number = state.NextPurge + orders.Count, Scope = PurgeScope.Component, Component = component.Name, Contents = contents });
            }
        }

        return orders.ToImmutable();
    }

    // A tick on which neither the spec, the fleet nor the cache is another than on the one before costs four comparisons.
    private async Task RollAsync(CancellationToken cancellationToken)
    {
        var now = (Current.Spec, Current.Rollouts, _slots.Fleet, _cache);
        if (ReferenceEquals(_rolled.Spec, now.Spec) && _rolled.Rollouts == now.Rollouts && ReferenceEquals(_rolled.Fleet, now.Fleet) && ReferenceEquals(_rolled.Cache, now._cache)
            && !Current.Rollouts.Any(static rollout => rollout.Next is not null))
        {
            return;
        }

        var before = Current.Rollouts;
        await State.UpdateAsync(state => Rolled(state, clock.GetUtcNow()), cancellationToken);
        _rolled = (Current.Spec, Current.Rollouts, now.Fleet, now._cache);
        AnnounceRollouts(before);
    }

    private void AnnounceRollouts(ImmutableArray<ImageRollout> before)
    {
        foreach (var rollout in Current.Rollouts.Except(before))
        {
            Announce(new ImageStaged(clock.GetUtcNow(), _id, rollout));
        }
    }

    private EndpointState? Rolled(EndpointState state, DateTimeOffset now)
    {
        var rollouts = ImageRollouts.Advance(state.Spec!, state.PutCount, state.Rollouts, _cache, now);
        var wanted = ImageRollouts.Wanted(state.Spec!, rollouts, _slots.Fleet);
        var purges = state.Purges.RemoveAll(order => order.Number <= _cache.PurgedOrder);
        var isSame = wanted.SequenceEqual(state.WantedImages);
        return isSame && rollouts == state.Rollouts && purges.Length == state.Purges.Length ? null : state with
        {
            Rollouts = rollouts,
            WantedImages = isSame ? state.WantedImages : wanted,
            Purges = purges,
            WantedImagesVersion = state.WantedImagesVersion + 1,
        };
    }

    private async Task TellCacheAsync(CancellationToken cancellationToken)
    {
        var spec = Current.Spec!;
        var fleet = _slots.Fleet;
        var images = Current.PurgesCache ? [] : Current.WantedImages;
        var wanted = new WantedImages(Current.WantedImagesVersion, images)
        {
            Uses = ImageRollouts.Uses(spec, Current.Rollouts, images, fleet),
            Tags = ImageRollouts.Tags(spec, Current.PutCount),
            Purges = Current.Purges,
            Conditions = Current.PurgesCache ? null : new CacheConditions
            {
                Policy = spec.Cache,
                Type = spec.InstanceTypes[0],
                Price = prices.Of(spec).TryGetValue(spec.InstanceTypes[0], out var price) ? price : null,
                Zones = spec.Zones,
                WaitingCostRatio = spec.Retention.WaitingCostRatio,
            },
        };
        try
        {
            Record(await Cache.SetWantedAsync(wanted, cancellationToken).WaitAsync(AsideDeadline, clock, cancellationToken));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The list is written: the next tick tells it again. Scaling never waits for a cache.
            var level = FaultLevel.Of(e);
            LogCacheFailed(level, _id, e);
        }
    }

    // Copies that were placed where their image lay whole on the disk of a running instance.
    private ImmutableArray<DiskUse> DiskUsesAfter(EndpointState state, EndpointPlan plan)
    {
        var uses = state.DiskUses;
        foreach (var placement in plan.Decision.Placements)
        {
            if (placement.Chosen.Class is not (PlacementClass.WarmWithImage or PlacementClass.WarmWithWeights) || EffectiveSpec.Find(placement.Copy.Component) is not { } component)
            {
                continue;
            }

            var found = placement.Chosen.Class == PlacementClass.WarmWithWeights ? component.Weights?.Size ?? ByteCount.Zero : ByteCount.Zero;
            var beside = found.Value > 0 ? ByteCount.Zero : component.Weights?.Size ?? ByteCount.Zero;
            var fallback = EffectiveSpec.Cache.UsesSnapshots ? EffectiveSpec.Cache.Fallback : EffectiveSpec.Cache.Mechanism;
            var saved = CacheSavings.TimeOf(model, component.Image, beside, placement.Chosen.Pool.Type, StartupMechanism.Disk, fallback);
            var present = uses.FirstOrDefault(use => use.Image == component.Image.Digest) ?? new DiskUse(component.Image.Digest, 0, TimeSpan.Zero, ByteCount.Zero);
            var next = present with
            {
                Hits = present.Hits + 1,
                TimeSaved = present.TimeSaved + saved,
                BytesSaved = new ByteCount(present.BytesSaved.Value + component.Image.CompressedSize.Value + found.Value),
            };
            uses = [.. uses.Where(use => use.Image != next.Image).Append(next).TakeLast(MaxDiskUses)];
        }

        return uses;
    }
}
