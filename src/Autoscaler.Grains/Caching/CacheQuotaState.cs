namespace Autoscaler.Grains.Caching;

/// <summary>What a tenant's quota stores.</summary>
[GenerateSerializer, Alias("autoscaler.CacheQuotaState"), Immutable]
public sealed record CacheQuotaState
{
    /// <summary>Builders that are in use.</summary>
    [Id(0)] public ImmutableArray<BuilderLease> Leases { get; init; } = [];

    /// <summary>The room that caches take, as each last told, sorted by endpoint.</summary>
    [Id(1)] public ImmutableArray<CacheUsage> Usages { get; init; } = [];
}
