namespace Autoscaler.Cloud.Instances;

/// <summary>Something in the cloud that carries an endpoint's tag.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The cloud's id.</param>
/// <param name="Endpoint">The endpoint of its tag.</param>
public sealed record TaggedResource(TaggedResourceKind Kind, string Id, EndpointId Endpoint)
{
    /// <summary>Whether it is there, or only still listed.</summary>
    public TaggedResourceState State { get; init; }

    /// <summary>The slot's ordinal of its tag; null where it was not made for a launch.</summary>
    public int? Slot { get; init; }

    /// <summary>The slot's generation of its tag; null where it was not made for a launch.</summary>
    public int? Generation { get; init; }

    /// <summary>The image or weights of its tag; null where it was not made for a cache entry.</summary>
    public ImageDigest? Content { get; init; }

    /// <summary>The build of its tag, from 1; null where it was not made for a cache entry.</summary>
    public int? Build { get; init; }

    /// <summary>When it goes for good, UTC; null unless its deletion is scheduled.</summary>
    public DateTimeOffset? DeletesAt { get; init; }
}
