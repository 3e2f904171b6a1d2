namespace Autoscaler.Cloud.Simulated.Tests.Conformance;

/// <summary>A test of the ports' conformance; the simulated cloud is always there.</summary>
public sealed class PortFactAttribute : FactAttribute;
