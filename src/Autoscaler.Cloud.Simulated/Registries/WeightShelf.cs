using Autoscaler.Cloud.Simulated.Events;
using Autoscaler.Cloud.Weights;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Simulated.Registries;

/// <summary>What lies at locations of the simulated store of weights.</summary>
internal sealed class WeightShelf(CallThrottle throttle)
{
    private readonly SortedDictionary<string, WeightsSpec> _weights = new(StringComparer.Ordinal);

    /// <summary>Has weights lie at a location from now on.</summary>
    public void Put(string location, WeightsSpec weights) => _weights[location] = weights;

    public WeightsLookup Resolve(string location) => throttle.Next() is { } retryAfter ? new WeightsLookup.Throttled(retryAfter)
        : _weights.TryGetValue(location, out var weights) ? new WeightsLookup.Found(weights)
        : new WeightsLookup.NotFound($"NoSuchKey: nothing lies at {location}.");
}
