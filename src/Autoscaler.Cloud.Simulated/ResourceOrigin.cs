namespace Autoscaler.Cloud.Simulated;

/// <summary>What something in the simulated cloud was made for.</summary>
public abstract record ResourceOrigin
{
    private ResourceOrigin()
    {
    }

    /// <summary>A launch: the instance itself, or a volume restored for it.</summary>
    /// <param name="Slot">The slot.</param>
    /// <param name="Generation">Its generation.</param>
    public sealed record Launch(SlotId Slot, int Generation) : ResourceOrigin;

    /// <summary>A build: a builder, its volume, or the snapshot.</summary>
    /// <param name="Image">The image.</param>
    /// <param name="Attempt">The build's attempt.</param>
    public sealed record Build(ImageDigest Image, int Attempt) : ResourceOrigin;

    /// <summary>The encryption of an endpoint: its key, or the grant on it.</summary>
    /// <param name="Key">The key.</param>
    public sealed record Encryption(KeyId Key) : ResourceOrigin;
}
