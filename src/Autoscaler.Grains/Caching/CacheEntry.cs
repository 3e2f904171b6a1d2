using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Grains.Caching;

/// <summary>One image in a cache, as it is stored.</summary>
[GenerateSerializer, Alias("autoscaler.CacheEntry"), Immutable]
public sealed record CacheEntry
{
    /// <summary>The image.</summary>
    [Id(0)] public required ImageSpec Image { get; init; }

    /// <summary>Where the entry is in its life.</summary>
    [Id(1)] public required CacheEntryState State { get; init; }

    /// <summary>When it got there, UTC.</summary>
    [Id(2)] public required DateTimeOffset StateEnteredAt { get; init; }

    /// <summary>Builds begun; the latest is the one that is under way or was used.</summary>
    [Id(3)] public int Builds { get; init; }

    /// <summary>The snapshot; null unless ready.</summary>
    [Id(4)] public SnapshotId? Snapshot { get; init; }

    /// <summary>Builds that failed in a row.</summary>
    [Id(5)] public int FailuresInARow { get; init; }

    /// <summary>No new build begins before, UTC.</summary>
    [Id(6)] public DateTimeOffset NotBefore { get; init; }

    /// <summary>Why the last build failed; null if it did not.</summary>
    [Id(7)] public string? Failure { get; init; }

    /// <summary>Launches that booted from the entry.</summary>
    [Id(8)] public long Hits { get; init; }

    /// <summary>Launches that found it not ready.</summary>
    [Id(9)] public long Misses { get; init; }

    /// <summary>The entry as others see it.</summary>
    public CacheEntryView View => new()
    {
        Image = Image.Digest,
        State = State,
        StateEnteredAt = StateEnteredAt,
        CompressedSize = Image.CompressedSize,
        Builds = Builds,
        Hits = Hits,
        Misses = Misses,
        Failure = Failure,
    };

    /// <summary>The latest build.</summary>
    public SnapshotBuild BuildFor(EndpointId endpoint) => new(endpoint, Image, Builds);

    /// <summary>The entry in another state.</summary>
    public CacheEntry Enter(CacheEntryState state, DateTimeOffset now) => this with { State = state, StateEnteredAt = now };
}
