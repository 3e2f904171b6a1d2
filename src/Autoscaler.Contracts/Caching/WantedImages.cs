using Autoscaler.Contracts.Specs;

namespace Autoscaler.Contracts.Caching;

/// <summary>What an endpoint wants of its cache. A list replaces the one before it, whole.</summary>
/// <param name="Version">Counts the lists, from 1.</param>
/// <param name="Images">Different images, and weights as <see cref="WeightsContent"/> makes them, sorted by digest; what is missing is retired and purged.</param>
[GenerateSerializer, Alias("autoscaler.WantedImages"), Immutable]
public sealed record WantedImages(
    [property: Id(0)] long Version,
    [property: Id(1)] ImmutableArray<ImageSpec> Images)
{
    /// <summary>How each of them is used, sorted by content.</summary>
    [Id(2)] public ImmutableArray<ContentUse> Uses { get; init; } = [];

    /// <summary>References to resolve, sorted.</summary>
    [Id(3)] public ImmutableArray<TagRequest> Tags { get; init; } = [];

    /// <summary>Purges to carry through, by number.</summary>
    [Id(4)] public ImmutableArray<PurgeOrder> Purges { get; init; } = [];

    /// <summary>What mechanisms are chosen by; null where nothing is to be held.</summary>
    [Id(5)] public CacheConditions? Conditions { get; init; }
}
