using System.Globalization;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Snapshots;

/// <summary>One attempt to build the snapshot of an image for an endpoint.</summary>
/// <param name="Endpoint">The endpoint, and the tag of all that the build makes.</param>
/// <param name="Image">The image.</param>
/// <param name="Attempt">From 1; a new attempt is a new build.</param>
public sealed record SnapshotBuild(EndpointId Endpoint, ImageSpec Image, int Attempt)
{
    /// <summary>The idempotency token.</summary>
    public string Token => string.Create(CultureInfo.InvariantCulture, $"{Endpoint}/{Image.Digest}/{Attempt}");
}
