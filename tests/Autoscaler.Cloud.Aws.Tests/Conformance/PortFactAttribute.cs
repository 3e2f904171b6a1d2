using Autoscaler.Cloud.Aws.Tests.Kit;

namespace Autoscaler.Cloud.Aws.Tests.Conformance;

/// <summary>A test of the ports' conformance, against moto.</summary>
public sealed class PortFactAttribute : FactAttribute
{
    public PortFactAttribute() => Skip = MotoServer.SkipReason;
}
