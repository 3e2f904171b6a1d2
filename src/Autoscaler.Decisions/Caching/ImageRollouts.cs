using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Fleets;

namespace Autoscaler.Decisions.Caching;

/// <summary>
/// Which image and weights each component is scaled on. New ones wait until what changes is cached, or a stated time has passed; the old ones stay in the cache until their
/// last copy has drained.
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

    /// <summary>The references that the registry, and locations that the store of weights, must tell, sorted.</summary>
    public static ImmutableArray<TagRequest> Tags(EndpointSpec spec, long put)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return
        [
            .. spec.Components.Where(static component => IsUnresolved(component.Image)).Select(static component => component.Image.Reference)
                .Concat(spec.Components.Select(static component => component.Weights).Where(static weights => weights is not null && IsUnresolved(weights)).Select(static weights => weights!.Version.Value))
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(reference => new TagRequest(reference, put)),
        ];
    }

    /// <summary>The spec with the images and weights that components are scaled on; one of which either is not known yet starts no copies.</summary>
    public static EndpointSpec Effective(EndpointSpec spec, ImmutableArray<ImageRollout> rollouts)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var effective = spec.Components.Select(component => Effective(component, Find(rollouts, component.Name))).ToImmutableArray();
        return effective.AsSpan().SequenceEqual(spec.Components.AsSpan(), ReferenceEqualityComparer.Instance) ? spec : spec with { Components = effective };
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
                .Concat(spec.Components.Where(static component => component.CachesWeights).SelectMany(component => WeightsOf(component, Find(rollouts, component.Name))).Select(WeightsContent.Of))
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

    /// <summary>Whether it is not known yet what a component runs.</summary>
    public static bool IsUnresolved(ComponentSpec component)
    {
        ArgumentNullException.ThrowIfNull(component);
        return IsUnresolved(component.Image) || (component.Weights is { } weights && IsUnresolved(weights));
    }

    /// <summary>Whether the store must tell version and size of weights.</summary>
    public static bool IsUnresolved(WeightsSpec weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return weights.Size == ByteCount.Zero && weights.Version.Value is { } version && WeightsContent.IsLocation(version);
    }

    /// <summary>Whether the registry must tell what an image is.</summary>
    public static bool IsUnresolved(ImageSpec image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return string.IsNullOrEmpty(image.Digest.Value);
    }

    private static ComponentSpec Effective(ComponentSpec component, ImageRollout? rollout)
    {
        if (rollout is null)
        {
            return component;
        }

        var weights = rollout.Weights ?? component.Weights;
        return rollout.Serving == component.Image && weights == component.Weights ? component : component with { Image = rollout.Serving, Weights = weights };
    }

    // The weights that copies of a component may be started with, those that wait for their entry included.
    private static IEnumerable<WeightsSpec> WeightsOf(ComponentSpec component, ImageRollout? rollout)
    {
        if ((rollout?.Weights ?? component.Weights) is { } serving && !IsUnresolved(serving))
        {
            yield return serving;
        }

        if (rollout?.NextWeights is { } next)
        {
            yield return next;
        }
    }

    private static ContentUse UseOf(EndpointSpec spec, ImmutableArray<ImageRollout> rollouts, ImageDigest content, Fleet fleet)
    {
        var launching = spec.Components.Where(component =>
            Find(rollouts, component.Name) is { } rollout && (rollout.Serving.Digest == content || rollout.Next?.Digest == content)
            || (component.CachesWeights && WeightsOf(component, Find(rollouts, component.Name)).Any(weights => WeightsContent.IdOf(weights.Version) == content))).ToArray();
        var running = fleet.Slots.SelectMany(static slot => slot.Copies).Where(copy => !copy.IsOver && Uses(copy.Intent.Order, content))
            .Select(static copy => copy.Id.Component);
        return new ContentUse
        {
            Content = content,
            Components = [.. launching.Select(static component => component.Name).Concat(running).Distinct().Order()],
            MayLaunch = launching.Length > 0,
            WeightsBeside = WeightsContent.VersionOf(content) is not null
                ? ByteCount.Zero
                : launching.Where(static component => !component.CachesWeights)
                    .SelectMany(component => WeightsOf(component, Find(rollouts, component.Name)).Select(static weights => weights.Size)).DefaultIfEmpty().Max(),
        };
    }

    private static bool Uses(CopyOrder order, ImageDigest content) =>
        order.Image.Digest == content || (order is { CachesWeights: true, Weights: { } weights } && WeightsContent.IdOf(weights.Version) == content);

    private static ImageRollout? Advance(CachePolicy policy, ComponentSpec component, long put, ImageRollout? present, CacheReport cache, DateTimeOffset now)
    {
        var (image, failure) = Resolve(component.Image, put, cache);
        var (weights, weightsFailure) = Resolve(component.Weights, put, cache);
        if (image is null || (weights is null && component.Weights is not null))
        {
            // The old ones go on serving; without any, nothing can.
            return present is null ? null : present with { Failure = failure ?? weightsFailure };
        }

        if (present is null)
        {
            return new ImageRollout { Component = component.Name, Serving = image, Weights = weights, ServingSince = now };
        }

        var hasImage = present.Serving.Digest == image.Digest;
        var hasWeights = present.Weights?.Version == weights?.Version;
        if (hasImage && hasWeights)
        {
            return present with { Serving = image, Weights = weights, Next = null, NextWeights = null, NextSince = null, Failure = null };
        }

        var isReady = (hasImage || cache.IsReady(image.Digest))
            && (hasWeights || weights is null || !component.CachesWeights || cache.IsReady(WeightsContent.IdOf(weights.Version)));
        var since = present.Next?.Digest == image.Digest && present.NextWeights?.Version == weights?.Version ? present.NextSince!.Value : now;
        return !policy.UsesSnapshots || isReady || now - since >= policy.RolloutDeadline
            ? new ImageRollout { Component = component.Name, Serving = image, Weights = weights, ServingSince = now }
            : present with { Next = image, NextWeights = weights, NextSince = since, Failure = null };
    }

    private static (ImageSpec? Image, string? Failure) Resolve(ImageSpec image, long put, CacheReport cache)
    {
        if (!IsUnresolved(image))
        {
            return (image, null);
        }

        var resolution = cache.Find(new TagRequest(image.Reference, put));
        return (resolution?.Image, resolution?.Failure);
    }

    private static (WeightsSpec? Weights, string? Failure) Resolve(WeightsSpec? weights, long put, CacheReport cache)
    {
        if (weights is null || !IsUnresolved(weights))
        {
            return (weights, null);
        }

        var resolution = cache.Find(new TagRequest(weights.Version.Value, put));
        return (resolution?.Image is { } content ? WeightsContent.From(content) : null, resolution?.Failure);
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
