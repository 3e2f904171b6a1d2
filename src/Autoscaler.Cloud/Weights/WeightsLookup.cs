using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Weights;

/// <summary>What a store says of a location of weights.</summary>
public abstract record WeightsLookup
{
    private WeightsLookup()
    {
    }

    /// <summary>Weights lie there.</summary>
    /// <param name="Weights">The version, as <c>location@hash</c> with a hash over the objects' names, sizes and etags, and the size of all objects.</param>
    public sealed record Found(WeightsSpec Weights) : WeightsLookup;

    /// <summary>Nothing lies there, or it may not be seen.</summary>
    /// <param name="Reason">What the store said.</param>
    public sealed record NotFound(string Reason) : WeightsLookup;

    /// <summary>Too many calls; ask again.</summary>
    /// <param name="RetryAfter">When.</param>
    public sealed record Throttled(TimeSpan RetryAfter) : WeightsLookup;
}
