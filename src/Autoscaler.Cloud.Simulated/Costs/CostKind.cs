namespace Autoscaler.Cloud.Simulated.Costs;

/// <summary>What is paid for.</summary>
internal enum CostKind
{
    Instance,
    Builder,
    Snapshot,
    Restore,
}
