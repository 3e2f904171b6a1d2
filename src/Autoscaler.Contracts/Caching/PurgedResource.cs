namespace Autoscaler.Contracts.Caching;

/// <summary>Something that a purge found by the endpoint's tag, and what became of it.</summary>
[GenerateSerializer, Alias("autoscaler.PurgedResource"), Immutable]
public sealed record PurgedResource
{
    /// <summary>What it is.</summary>
    [Id(0)] public required PurgedResourceKind Kind { get; init; }

    /// <summary>The cloud's id.</summary>
    [Id(1)] public required string Id { get; init; }

    /// <summary>The image or weights of its tag; null where it has none.</summary>
    [Id(2)] public ImageDigest? Content { get; init; }

    /// <summary>When the purge first saw it listed, UTC.</summary>
    [Id(3)] public required DateTimeOffset SeenAt { get; init; }

    /// <summary>How it was last listed.</summary>
    [Id(4)] public required PurgedResourceState State { get; init; }

    /// <summary>When it was first not live any more, UTC; null while it is.</summary>
    [Id(5)] public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>When a key is deleted for good, UTC; null for all else.</summary>
    [Id(6)] public DateTimeOffset? DeletesAt { get; init; }

    /// <summary>What the state rests on, for a person.</summary>
    [Id(7)] public required string Evidence { get; init; }
}
