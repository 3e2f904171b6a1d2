using Autoscaler.Contracts.Specs;

namespace Autoscaler.Contracts.Caching;

/// <summary>Which image and weights a component is scaled on, and which ones wait to take their place. The two go together: a copy never has one new and one old.</summary>
[GenerateSerializer, Alias("autoscaler.ImageRollout"), Immutable]
public sealed record ImageRollout
{
    /// <summary>The component.</summary>
    [Id(0)] public required ComponentName Component { get; init; }

    /// <summary>The image of new copies.</summary>
    [Id(1)] public required ImageSpec Serving { get; init; }

    /// <summary>Since when, UTC.</summary>
    [Id(2)] public required DateTimeOffset ServingSince { get; init; }

    /// <summary>The image that takes its place once what changes is cached or the deadline has passed; null if there is none.</summary>
    [Id(3)] public ImageSpec? Next { get; init; }

    /// <summary>Since when it waits, UTC; null if there is none.</summary>
    [Id(4)] public DateTimeOffset? NextSince { get; init; }

    /// <summary>Why the component's reference could not be resolved; null if it was, or needs no resolving.</summary>
    [Id(5)] public string? Failure { get; init; }

    /// <summary>The weights of new copies; null where there are none, and in states of releases before there was this member: the spec's are used.</summary>
    [Id(6)] public WeightsSpec? Weights { get; init; }

    /// <summary>The weights that take their place together with <see cref="Next"/>; null if there are none.</summary>
    [Id(7)] public WeightsSpec? NextWeights { get; init; }
}
