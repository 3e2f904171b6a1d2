using Autoscaler.Contracts.Specs;

namespace Autoscaler.Contracts.Caching;

/// <summary>
/// Weights as a cache holds them: an entry beside those of images, by the same life, on a volume of its own. Where an image has its digest, weights have
/// <c>weights:</c> and their version, which no digest begins with.
/// </summary>
public static class WeightsContent
{
    private const string Prefix = "weights:";

    /// <summary>What stands for a version of weights where an image's digest would stand.</summary>
    public static ImageDigest IdOf(WeightsVersion version) => new(Prefix + version.Value);

    /// <summary>Weights as content of a cache; their bytes are the same in a store and on a volume.</summary>
    public static ImageSpec Of(WeightsSpec weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return new ImageSpec(weights.Version.Value, IdOf(weights.Version), weights.Size);
    }

    /// <summary>The version that an id stands for; null for an image's digest.</summary>
    public static WeightsVersion? VersionOf(ImageDigest content) =>
        content.Value.StartsWith(Prefix, StringComparison.Ordinal) ? new WeightsVersion(content.Value[Prefix.Length..]) : null;
}
