using Autoscaler.EndToEnd.Tests.Kit;

namespace Autoscaler.EndToEnd.Tests.Scenarios;

/// <summary>What users do with the host that all share. It fails when the host logs an error meanwhile, for a right answer does not excuse it.</summary>
[Collection(OneHost.Name)]
public abstract class Scenario(OneHost host) : IDisposable
{
    /// <summary>The host.</summary>
    protected OneHost Host => host;

    public virtual void Dispose()
    {
        host.Faults.AssertNone();
        GC.SuppressFinalize(this);
    }
}
