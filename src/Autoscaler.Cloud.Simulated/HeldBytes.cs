using Autoscaler.Cloud.Instances;

namespace Autoscaler.Cloud.Simulated;

/// <summary>Bytes that lie somewhere in the cloud, and whose they are. Bytes of equal digests written for different endpoints are different bytes.</summary>
/// <param name="Owner">The endpoint of the tag of what holds them.</param>
/// <param name="HolderKind">An instance (its own disk), a volume or a snapshot.</param>
/// <param name="Holder">The cloud's id of what holds them.</param>
/// <param name="Content">An image's digest or a weights version.</param>
/// <param name="WrittenFor">The endpoint for which they were first brought in; isolation means that it is the owner, always.</param>
public sealed record HeldBytes(EndpointId Owner, TaggedResourceKind HolderKind, string Holder, string Content, EndpointId WrittenFor);
