namespace Autoscaler.Contracts.Caching;

/// <summary>How an endpoint uses an image or weights that it wants in its cache.</summary>
[GenerateSerializer, Alias("autoscaler.ContentUse"), Immutable]
public sealed record ContentUse
{
    /// <summary>The image or weights.</summary>
    [Id(0)] public required ImageDigest Content { get; init; }

    /// <summary>The components that use it, sorted.</summary>
    [Id(1)] public required ImmutableArray<ComponentName> Components { get; init; }

    /// <summary>Whether a launch may still need it; false for an old image whose last copies drain.</summary>
    [Id(2)] public required bool MayLaunch { get; init; }

    /// <summary>The largest weights that are fetched beside it; zero where there are none, or they are cached too.</summary>
    [Id(3)] public required ByteCount WeightsBeside { get; init; }
}
