using Autoscaler.Contracts.Specs;

namespace Autoscaler.Contracts.Caching;

/// <summary>What a registry said of a reference, or a store of a location.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="At">When it was answered, UTC.</param>
/// <param name="Image">What it stands for, weights as <see cref="WeightsContent"/> makes them; null where it is not known there.</param>
/// <param name="Failure">What was said instead; null where there is an image.</param>
[GenerateSerializer, Alias("autoscaler.TagResolution"), Immutable]
public sealed record TagResolution(
    [property: Id(0)] TagRequest Request,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] ImageSpec? Image,
    [property: Id(3)] string? Failure);
