using Autoscaler.Cloud.Instances;

namespace Autoscaler.Cloud.Simulated;

/// <summary>Something live in the simulated cloud, and what it was made for.</summary>
/// <param name="Resource">What the tags tell.</param>
/// <param name="Origin">What it was made for.</param>
public sealed record LiveResource(TaggedResource Resource, ResourceOrigin Origin);
