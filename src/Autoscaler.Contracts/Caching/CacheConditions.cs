using Autoscaler.Contracts.Specs;

namespace Autoscaler.Contracts.Caching;

/// <summary>What a cache must know of its endpoint to choose mechanisms and to count what it is worth.</summary>
[GenerateSerializer, Alias("autoscaler.CacheConditions"), Immutable]
public sealed record CacheConditions
{
    /// <summary>The endpoint's cache policy.</summary>
    [Id(0)] public required CachePolicy Policy { get; init; }

    /// <summary>The first of the endpoint's instance types.</summary>
    [Id(1)] public required InstanceTypeName Type { get; init; }

    /// <summary>Its price; null where it has none.</summary>
    [Id(2)] public required UsdPerHour? Price { get; init; }

    /// <summary>The endpoint's zones.</summary>
    [Id(3)] public required ImmutableArray<ZoneName> Zones { get; init; }

    /// <summary>What a second of missing capacity costs, as a multiple of the instance's price a second.</summary>
    [Id(4)] public required double WaitingCostRatio { get; init; }
}
