using Autoscaler.Cloud.Conformance;
using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Keys;
using Autoscaler.Cloud.Prices;
using Autoscaler.Cloud.Simulated.Tests.Kit;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Cloud.Tags;

namespace Autoscaler.Cloud.Simulated.Tests.Conformance;

internal sealed class SimulatedUnderTest : CloudUnderTest
{
    private readonly TestCloud _cloud = new(TestCloud.Exact);

    public override IInstanceCloud Instances => _cloud.Ports.Instances;

    public override ISnapshotStore Snapshots => _cloud.Ports.Snapshots;

    public override IKeyVault Keys => _cloud.Ports.Keys;

    public override ITaggedResources Tags => _cloud.Ports.Tags;

    public override IPriceList Prices => _cloud.Ports.Prices;

    public override void LetTimePass() => _cloud.Time.Advance(TimeSpan.FromMinutes(5));

    public override Task FinishBuilderAsync(SnapshotBuild build)
    {
        _cloud.Time.Advance(TimeSpan.FromMinutes(30));
        return Task.CompletedTask;
    }
}
