namespace Autoscaler.Cloud.Registries;

/// <summary>The registry of container images, asked what a reference stands for. Faults (no connection, no permission) are exceptions.</summary>
public interface IImageRegistry
{
    /// <summary>What a reference stands for now. A tag may stand for something else a minute later; a digest never does.</summary>
    /// <param name="reference">As <c>registry/repository:tag</c>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<ImageLookup> ResolveAsync(string reference, CancellationToken cancellationToken);
}
