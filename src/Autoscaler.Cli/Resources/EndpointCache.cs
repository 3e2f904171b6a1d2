using Autoscaler.Contracts.Caching;

namespace Autoscaler.Cli.Resources;

/// <summary>A cache in a list of caches.</summary>
/// <param name="Endpoint">Whose it is.</param>
/// <param name="Cache">What is in it.</param>
internal sealed record EndpointCache(EndpointId Endpoint, CacheReport Cache);
