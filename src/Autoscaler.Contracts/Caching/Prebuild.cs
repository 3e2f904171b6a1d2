using Autoscaler.Contracts.Specs;

namespace Autoscaler.Contracts.Caching;

/// <summary>An image that an operator wants in the cache before a spec names it. It is the first to go where room is needed, and after a week unused.</summary>
/// <param name="Image">The image; its digest may be empty until the reference is resolved.</param>
/// <param name="AskedAt">When it was asked for, UTC.</param>
/// <param name="Failure">Why its reference could not be resolved; null if it was, or is not tried yet.</param>
[GenerateSerializer, Alias("autoscaler.Prebuild"), Immutable]
public sealed record Prebuild(
    [property: Id(0)] ImageSpec Image,
    [property: Id(1)] DateTimeOffset AskedAt,
    [property: Id(2)] string? Failure);
