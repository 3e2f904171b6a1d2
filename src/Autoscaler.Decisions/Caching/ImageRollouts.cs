using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Fleets;

namespace Autoscaler.Decisions.Caching;

/// <summary>
/// Which image each component is scaled on. A new one waits until its entry is ready, or a stated time has passed; the old one stays in the cache until its last copy has
/// drained.
/// </summary>
public static class ImageRollouts
{
    /// <summary>The rollouts after what is known now, in the spec's order; the same array where nothing changes.</summary>
    /// <param name="spec">The spec as it was put.</param>
    /// <param name="put">The number of the put.</param>
    /// <param name="rollouts">The rollouts so far.</param>
    /// <param name="cache">What the cache reported.</param>
    /// <param name="now">The time, UTC.</param>
    public static ImmutableArray<ImageRollout> Advance(EndpointSpec spec, long put, ImmutableArray<ImageRollout> rollouts, CacheReport cache, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(cache);
        var next = spec.Components.Select(component => Advance(spec.Cache, component, put, Find(rollouts, component.Name), cache, now)).OfType<ImageRollout>().ToImmutableArray();
        return next.SequenceEqual(rollouts) ? rollouts : next;
    }

    /// <summary>The references that the registry must tell, sorted.</summary>
    public static ImmutableArray<TagRequest> Tags(EndpointSpec spec, long put)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return
        [
            .. spec.Components.Where(static component => IsUnresolved(component.Image)).Select(static component => component.Image.Reference).Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal).Select(reference => new TagRequest(reference, put)),
        ];
    }

    /// <summary>The spec with the images that components are scaled on; one whose image is not known yet keeps an empty digest, and starts no copies.</summary>
    public static EndpointSpec Effective(EndpointSpec spec, ImmutableArray<ImageRollout> rollouts)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.Components.All(component => (Find(rollouts, component.Name)?.Serving ?? component.Image) == component.Image)
            ? spec
            : spec with { Components = [.. spec.Components.Select(component => Find(rollouts, component.Name) is { } rollout ? component with { Image = rollout.Serving } : component)] };
    }

    /// <summary>What the cache shall hold: serving and waiting images, those of copies that are not over, and weights where components cache them; sorted by digest.</summary>
    public static ImmutableArray<ImageSpec> Wanted(EndpointSpec spec, ImmutableArray<ImageRollout> rollouts, Fleet fleet)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(fleet);
        if (!spec.Cache.UsesSnapshots)
        {
            return [];
        }

        var copies = fleet.Slots.SelectMany(static slot => slot.Copies).Where(static copy => !copy.IsOver).Select(static copy => copy.Intent.Order).ToArray();
        return
        [
            .. rollouts.Select(static rollout => rollout.Serving).Concat(rollouts.Select(static rollout => rollout.Next).OfType<ImageSpec>())
                .Concat(copies.Select(static order => order.Image))
                .Concat(spec.Components.Where(static component => component is { CachesWeights: true, Weights: not null }).Select(static component => WeightsContent.Of(component.Weights!)))
                .Concat(copies.Where(static order => order is { CachesWeights: true, Weights: not null }).Select(static order => WeightsContent.Of(order.Weights!)))
                .DistinctBy(static image => image.Digest).OrderBy(static image => image.Digest),
        ];
    }

    /// <summary>How the wanted contents are used, in their order.</summary>
    public static ImmutableArray<ContentUse> Uses(EndpointSpec spec, ImmutableArray<ImageRollout> rollouts, ImmutableArray<ImageSpec> wanted, Fleet fleet)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(fleet);
        return [.. wanted.Select(content => UseOf(spec, rollouts, content.Digest, fleet))];
    }

    /// <summary>Whether the registry must tell what an image is.</summary>
    public static bool IsUnresolved(ImageSpec image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return string.IsNullOrEmpty(image.Digest.Value);
    }

    private static ContentUse UseOf(EndpointSpec spec, ImmutableArray<ImageRollout> rollouts, ImageDigest content, Fleet fleet)
    {
        var launching = spec.Components.Where(component =>
            Find(rollouts, component.Name) is { } rollout && (rollout.Serving.Digest == content || rollout.Next?.Digest == content)
            || (component is { CachesWeights: true, Weights: { } weights } && WeightsContent.IdOf(weights.Version) == content)).ToArray();
        var running = fleet.Slots.SelectMany(static slot => slot.Copies).Where(copy => !copy.IsOver && copy.Intent.Order.Image.Digest == content)
            .Select(static copy => copy.Id.Component);
        return new ContentUse
        {
            Content = content,
            Components = [.. launching.Select(static component => component.Name).Concat(running).Distinct().Order()],
            MayLaunch = launching.Length > 0,
            WeightsBeside = WeightsContent.VersionOf(content) is not null
                ? ByteCount.Zero
                : launching.Where(static component => !component.CachesWeights).Select(static component => component.Weights?.Size ?? ByteCount.Zero).DefaultIfEmpty().Max(),
        };
    }

    private static ImageRollout? Advance(CachePolicy policy, ComponentSpec component, long put, ImageRollout? present, CacheReport cache, DateTimeOffset now)
    {
        var (wanted, failure) = Resolve(component, put, cache);
        if (wanted is null)
        {
            // The old image goes on serving; without one, nothing can.
            return present is null ? null : present with { Failure = failure };
        }

        if (present is null)
        {
            return new ImageRollout { Component = component.Name, Serving = wanted, ServingSince = now };
        }

        if (present.Serving.Digest == wanted.Digest)
        {
            return present with { Serving = wanted, Next = null, NextSince = null, Failure = null };
        }

        var since = present.Next?.Digest == wanted.Digest ? present.NextSince!.Value : now;
        return !policy.UsesSnapshots || cache.IsReady(wanted.Digest) || now - since >= policy.RolloutDeadline
            ? new ImageRollout { Component = component.Name, Serving = wanted, ServingSince = now }
            : present with { Next = wanted, NextSince = since, Failure = null };
    }

    private static (ImageSpec? Image, string? Failure) Resolve(ComponentSpec component, long put, CacheReport cache)
    {
        if (!IsUnresolved(component.Image))
        {
            return (component.Image, null);
        }

        var resolution = cache.Find(new TagRequest(component.Image.Reference, put));
        return (resolution?.Image, resolution?.Failure);
    }

    private static ImageRollout? Find(ImmutableArray<ImageRollout> rollouts, ComponentName component)
    {
        foreach (var rollout in rollouts)
        {
            if (rollout.Component == component)
            {
                return rollout;
            }
        }

        return null;
    }
}
