namespace Autoscaler.Contracts.Caching;

/// <summary>One image in one endpoint's cache.</summary>
[GenerateSerializer, Alias("autoscaler.CacheEntryView"), Immutable]
public sealed record CacheEntryView
{
    /// <summary>The image.</summary>
    [Id(0)] public required ImageDigest Image { get; init; }

    /// <summary>Where the entry is in its life.</summary>
    [Id(1)] public required CacheEntryState State { get; init; }

    /// <summary>When it got there, UTC.</summary>
    [Id(2)] public required DateTimeOffset StateEnteredAt { get; init; }

    /// <summary>The image's compressed size.</summary>
    [Id(3)] public required ByteCount CompressedSize { get; init; }

    /// <summary>Builds begun.</summary>
    [Id(4)] public required int Builds { get; init; }

    /// <summary>Launches that booted from the entry.</summary>
    [Id(5)] public required long Hits { get; init; }

    /// <summary>Launches that found it not ready, and pulled.</summary>
    [Id(6)] public required long Misses { get; init; }

    /// <summary>Why the last build failed; null if it did not.</summary>
    [Id(7)] public string? Failure { get; init; }
}
