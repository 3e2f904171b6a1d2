using Autoscaler.Contracts.Specs;

namespace Autoscaler.Contracts.Caching;

/// <summary>Which image a component is scaled on, and which one waits to take its place.</summary>
[GenerateSerializer, Alias("autoscaler.ImageRollout"), Immutable]
public sealed record ImageRollout
{
    /// <summary>The component.</summary>
    [Id(0)] public required ComponentName Component { get; init; }

    /// <summary>The image of new copies.</summary>
    [Id(1)] public required ImageSpec Serving { get; init; }

    /// <summary>Since when, UTC.</summary>
    [Id(2)] public required DateTimeOffset ServingSince { get; init; }

    /// <summary>The image that takes its place once its entry is ready or the deadline has passed; null if there is none.</summary>
    [Id(3)] public ImageSpec? Next { get; init; }

    /// <summary>Since when it waits, UTC; null if there is none.</summary>
    [Id(4)] public DateTimeOffset? NextSince { get; init; }

    /// <summary>Why the component's reference could not be resolved; null if it was, or needs no resolving.</summary>
    [Id(5)] public string? Failure { get; init; }
}
