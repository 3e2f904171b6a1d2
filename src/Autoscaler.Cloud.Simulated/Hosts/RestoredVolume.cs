using Autoscaler.Cloud.Simulated.Snapshots;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Cloud.Simulated.Hosts;

/// <summary>A volume that was restored for an instance.</summary>
/// <param name="Id">The cloud's id.</param>
/// <param name="Snapshot">What it was restored from.</param>
/// <param name="Source">What the launch named.</param>
/// <param name="IsFast">Whether fast restore works for the snapshot in the instance's zone.</param>
/// <param name="InitializationRate">MiB/s, for the mechanism that provisions one.</param>
internal sealed record RestoredVolume(string Id, StoredSnapshot Snapshot, ImageSource Source, bool IsFast, int InitializationRate);
