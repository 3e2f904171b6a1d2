namespace Autoscaler.Cloud.Simulated.Snapshots;

/// <summary>How far a build is.</summary>
internal enum BuildStage
{
    Pulling,
    Snapshotting,
    Ready,
    Failed,
    Deleting,
}
