using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Snapshots;

/// <summary>How volumes of a snapshot are restored.</summary>
/// <param name="Mechanism">One of the snapshot mechanisms.</param>
/// <param name="InitializationRate">MiB/s, 100 to 300; null unless the mechanism provisions one.</param>
/// <param name="Zones">Where fast restore is on, sorted; empty for other mechanisms.</param>
public sealed record RestoreSetting(StartupMechanism Mechanism, int? InitializationRate, ImmutableArray<ZoneName> Zones);
