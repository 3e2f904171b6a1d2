using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Registries;

/// <summary>What a registry says of a reference.</summary>
public abstract record ImageLookup
{
    private ImageLookup()
    {
    }

    /// <summary>It stands for an image.</summary>
    /// <param name="Image">The reference, the digest, and the compressed size.</param>
    public sealed record Found(ImageSpec Image) : ImageLookup;

    /// <summary>There is no such image, or it may not be seen.</summary>
    /// <param name="Reason">What the registry said.</param>
    public sealed record NotFound(string Reason) : ImageLookup;

    /// <summary>Too many calls; ask again.</summary>
    /// <param name="RetryAfter">When.</param>
    public sealed record Throttled(TimeSpan RetryAfter) : ImageLookup;
}
