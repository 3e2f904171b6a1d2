using System.Globalization;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Snapshots;

/// <summary>One attempt to build the snapshot of an image, or of weights, for an endpoint.</summary>
/// <param name="Endpoint">The endpoint, and the tag of all that the build makes.</param>
/// <param name="Image">The image; weights as <see cref="Contracts.Caching.WeightsContent"/> makes them.</param>
/// <param name="Attempt">From 1; a new attempt is a new build.</param>
public sealed record SnapshotBuild(EndpointId Endpoint, ImageSpec Image, int Attempt)
{
    /// <summary>The components that use it, as the tag names them.</summary>
    public ImmutableArray<ComponentName> Components { get; init; } = [];

    /// <summary>The endpoint's key, under which volume and snapshot are encrypted; null for the account's own.</summary>
    public KeyId? Key { get; init; }

    /// <summary>The idempotency token. It begins with tenant and endpoint, as the key of everything does.</summary>
    public string Token => string.Create(CultureInfo.InvariantCulture, $"{Endpoint}/{Image.Digest}/{Attempt}");
}
