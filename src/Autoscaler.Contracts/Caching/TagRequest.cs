namespace Autoscaler.Contracts.Caching;

/// <summary>A reference that an endpoint wants resolved to a digest, or a location of weights to a version.</summary>
/// <param name="Reference">As <c>registry/repository:tag</c>, or as <c>s3://bucket/prefix/</c>.</param>
/// <param name="Number">Counts the puts of the endpoint: the same reference is asked for again with each, and never between two.</param>
[GenerateSerializer, Alias("autoscaler.TagRequest"), Immutable]
public readonly record struct TagRequest([property: Id(0)] string Reference, [property: Id(1)] long Number);
