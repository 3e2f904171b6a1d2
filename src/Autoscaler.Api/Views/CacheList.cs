using Autoscaler.Contracts.Caching;

namespace Autoscaler.Api.Views;

/// <summary>Caches, in the order of their endpoints' ids.</summary>
/// <param name="Caches">The caches.</param>
/// <param name="Next">What to ask for the next page with; null on the last one.</param>
internal sealed record CacheList(ImmutableArray<EndpointCache> Caches, string? Next);

/// <summary>A cache in a list of caches.</summary>
/// <param name="Endpoint">Whose it is.</param>
/// <param name="Cache">What is in it.</param>
internal sealed record EndpointCache(EndpointId Endpoint, CacheReport Cache);
