using Autoscaler.Contracts.Specs;

namespace Autoscaler.Contracts.Caching;

/// <summary>
/// Weights as a cache holds them: an entry beside those of images, by the same life, on a volume of its own. Where an image has its digest, weights have
/// <c>weights:</c> and their version, which no digest begins with.
/// </summary>
public static class WeightsContent
{
    private const string Prefix = "weights:";
    private const string StoreScheme = "s3://";

    /// <summary>What stands for a version of weights where an image's digest would stand.</summary>
    public static ImageDigest IdOf(WeightsVersion version) => new(Prefix + version.Value);

    /// <summary>Weights as content of a cache; their bytes are the same in a store and on a volume.</summary>
    public static ImageSpec Of(WeightsSpec weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return new ImageSpec(weights.Version.Value, IdOf(weights.Version), weights.Size);
    }

    /// <summary>Whether a reference is an object store's location, as <c>s3://bucket/prefix/</c>: no image's reference begins so, and no version ends in a slash.</summary>
    public static bool IsLocation(string reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return reference.StartsWith(StoreScheme, StringComparison.Ordinal) && reference.Length > StoreScheme.Length + 1 && reference[^1] == '/';
    }

    /// <summary>What a store's answer says as weights; null for an image.</summary>
    public static WeightsSpec? From(ImageSpec content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return VersionOf(content.Digest) is { } version ? new WeightsSpec(version, content.CompressedSize) : null;
    }

    /// <summary>The version that an id stands for; null for an image's digest.</summary>
    public static WeightsVersion? VersionOf(ImageDigest content) =>
        content.Value.StartsWith(Prefix, StringComparison.Ordinal) ? new WeightsVersion(content.Value[Prefix.Length..]) : null;
}
