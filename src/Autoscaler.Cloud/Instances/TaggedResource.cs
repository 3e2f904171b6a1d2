namespace Autoscaler.Cloud.Instances;

/// <summary>Something live in the cloud that carries an endpoint's tag.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The cloud's id.</param>
/// <param name="Endpoint">The endpoint of its tag.</param>
public sealed record TaggedResource(TaggedResourceKind Kind, string Id, EndpointId Endpoint);
