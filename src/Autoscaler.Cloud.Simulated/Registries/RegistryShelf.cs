using Autoscaler.Cloud.Registries;
using Autoscaler.Cloud.Simulated.Events;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Simulated.Registries;

/// <summary>What references of the simulated registry stand for.</summary>
internal sealed class RegistryShelf(CallThrottle throttle)
{
    private readonly SortedDictionary<string, ImageSpec> _images = new(StringComparer.Ordinal);

    /// <summary>Has a reference stand for an image from now on.</summary>
    public void Push(ImageSpec image) => _images[image.Reference] = image;

    public ImageLookup Resolve(string reference) => throttle.Next() is { } retryAfter ? new ImageLookup.Throttled(retryAfter)
        : _images.TryGetValue(reference, out var image) ? new ImageLookup.Found(image)
        : new ImageLookup.NotFound($"ImageNotFoundException: {reference} is not in the registry.");
}
