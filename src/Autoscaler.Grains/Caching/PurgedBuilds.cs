namespace Autoscaler.Grains.Caching;

/// <summary>What is remembered of an entry that was purged, so that no build has the number of an earlier one: what is still told of that one must not be taken for this one.</summary>
/// <param name="Content">The image or weights.</param>
/// <param name="Builds">The number of its latest build.</param>
[GenerateSerializer, Alias("autoscaler.PurgedBuilds"), Immutable]
public readonly record struct PurgedBuilds([property: Id(0)] ImageDigest Content, [property: Id(1)] int Builds);
