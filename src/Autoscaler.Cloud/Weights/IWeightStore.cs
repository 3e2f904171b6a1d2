namespace Autoscaler.Cloud.Weights;

/// <summary>The store of weights, asked what a location holds. Faults (no connection, no permission) are exceptions.</summary>
public interface IWeightStore
{
    /// <summary>What lies at a location now. Objects that are written again give another version.</summary>
    /// <param name="location">A prefix of an object store, as <c>s3://bucket/prefix/</c>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<WeightsLookup> ResolveAsync(string location, CancellationToken cancellationToken);
}
