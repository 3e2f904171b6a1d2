using Autoscaler.Cloud.Copies;
using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Keys;
using Autoscaler.Cloud.Metrics;
using Autoscaler.Cloud.Prices;
using Autoscaler.Cloud.Registries;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Cloud.Tags;
using Autoscaler.Cloud.Weights;

namespace Autoscaler.Cloud.Simulated;

/// <summary>The ports of a simulated cloud, as one caller sees them. A caller that crashes and comes back asks for new ones; the cloud behind them is the same.</summary>
/// <param name="Instances">Instances.</param>
/// <param name="Hosts">The hosts of copies.</param>
/// <param name="Metrics">Demand.</param>
/// <param name="Snapshots">Snapshots.</param>
/// <param name="Prices">Prices.</param>
/// <param name="Registry">Images.</param>
/// <param name="Weights">Weights.</param>
/// <param name="Keys">Keys of endpoints.</param>
/// <param name="Tags">All that carries tags.</param>
public sealed record SimulatedPorts(
    IInstanceCloud Instances,
    ICopyHost Hosts,
    IMetricSource Metrics,
    ISnapshotStore Snapshots,
    IPriceList Prices,
    IImageRegistry Registry,
    IWeightStore Weights,
    IKeyVault Keys,
    ITaggedResources Tags);
