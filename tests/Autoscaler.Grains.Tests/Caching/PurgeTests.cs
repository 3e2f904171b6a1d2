using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Simulated;
using Autoscaler.Cloud.Simulated.Options;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Journal;

namespace Autoscaler.Grains.Tests.Caching;

/// <summary>Purges survive a crash at every phase, and end in receipts that hold.</summary>
public class PurgeTests
{
    public static TheoryData<PurgePhase> Phases { get; } = new(Enum.GetValues<PurgePhase>());

    [Theory]
    [MemberData(nameof(Phases))]
    public void Delete_WithACrashInAPhase_EndsInAReceipt(PurgePhase phase)
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        fleet.Fleet.Delete(Specs.A);
        fleet.Await($"the purge is in phase {phase}", TimeSpan.FromMinutes(30), () => StepsOf(fleet).Any(step => step.Phase == phase));

        fleet.Crash();
        fleet.Await("it is absent", TimeSpan.FromMinutes(30), () => fleet.View(Specs.A).Phase == EndpointPhase.Absent);

        var receipt = Assert.Single(fleet.Fleet.Receipts(Specs.A));
        Assert.True(receipt.IsIntact);
        Assert.Equal(PurgeReceipt.FirstHashOf(Specs.A), receipt.PreviousHash);
        Assert.Equal(Enum.GetValues<PurgePhase>(), receipt.Steps.Select(step => step.Phase));
        Assert.Empty(fleet.Cloud.ReadLive(Specs.A));
        Assert.All(
            [PurgedResourceKind.Instance, PurgedResourceKind.Snapshot, PurgedResourceKind.LaunchTemplate, PurgedResourceKind.Key, PurgedResourceKind.Grant],
            kind => Assert.Contains(receipt.Resources, resource => resource.Kind == kind));
        Assert.Equal(PurgedResourceState.Terminated, Assert.Single(receipt.Resources, resource => resource.Kind == PurgedResourceKind.Instance).State);
        var key = Assert.Single(receipt.Resources, resource => resource.Kind == PurgedResourceKind.Key);
        Assert.Equal(PurgedResourceState.PendingDeletion, key.State);
        Assert.True(key.DeletesAt > receipt.EndedAt);
        Assert.Equal(TaggedResourceState.PendingDeletion, Assert.Single(fleet.Cloud.ReadListed(Specs.A), listed => listed.Kind == TaggedResourceKind.Key).State);

        // The journal's rows and the receipt vouch for each other.
        Assert.Subset(receipt.Steps.Select(step => step.Hash).ToHashSet(), StepsOf(fleet).Select(step => step.Hash).ToHashSet());
    }

    [Fact]
    public void EntryPurge_OnACloudThatDeletesAtOnce_NamesWhatThereWas()
    {
        using var fleet = new TestFleet(cloud: new SimulatedCloudOptions { Snapshots = new SnapshotOptions { DeletionTime = TimeSpan.Zero }, Latency = LatencyOptions.None });
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        var digest = Specs.Image('a').Digest;
        var snapshot = Assert.Single(fleet.Cloud.ReadLive(Specs.A), live => live.Kind == TaggedResourceKind.Snapshot).Id;

        Assert.True(fleet.Fleet.Host.Run(() => fleet.Fleet.Cache(Specs.A).PurgeEntryAsync(digest, CancellationToken.None)));
        fleet.Await("there is a receipt, and the entry is built anew", TimeSpan.FromMinutes(30), () => fleet.Fleet.Receipts(Specs.A).Length == 1 && fleet.View(Specs.A).Cache.IsReady(digest));

        var gone = Assert.Single(fleet.Fleet.Receipts(Specs.A)[0].Resources, resource => resource.Kind == PurgedResourceKind.Snapshot);
        Assert.Equal((snapshot, PurgedResourceState.Gone), (gone.Id, gone.State));
    }

    [Fact]
    public void Receipt_ThatSomebodyChanged_IsNotIntact()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        fleet.DeleteAndSettle(Specs.A);
        var receipt = Assert.Single(fleet.Fleet.Receipts(Specs.A));

        Assert.False((receipt with { Resources = receipt.Resources.RemoveAt(0) }).IsIntact);
        Assert.False((receipt with { EndedAt = receipt.EndedAt.AddSeconds(1) }).IsIntact);
        Assert.False((receipt with { Steps = receipt.Steps.SetItem(1, receipt.Steps[1] with { Live = 0 }) }).IsIntact);
        Assert.False((receipt with { PreviousHash = receipt.Hash }).IsIntact);
    }

    [Fact]
    public void Receipts_OfALifeAndTheNext_AreChained_AndTheKeyIsAnother()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        fleet.DeleteAndSettle(Specs.A);
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        fleet.DeleteAndSettle(Specs.A);

        var receipts = fleet.Fleet.Receipts(Specs.A);

        Assert.Equal([1L, 2L], receipts.Select(receipt => receipt.Number));
        Assert.All(receipts, receipt => Assert.True(receipt.IsIntact));
        Assert.Equal(receipts[0].Hash, receipts[1].PreviousHash);
        Assert.Equal(2, fleet.Cloud.ReadListed(Specs.A).Count(listed => listed.State == TaggedResourceState.PendingDeletion));
    }

    [Theory]
    [InlineData("Tags.List")]
    [InlineData("Keys.RevokeGrants")]
    [InlineData("Keys.ScheduleDeletion")]
    [InlineData("Snapshots.Delete")]
    public void Delete_WhileACallFails_WaitsAndShowsItsProgress(string call)
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        fleet.Ports.Fails = failing => failing == call;
        fleet.Fleet.Delete(Specs.A);
        fleet.RunFor(TimeSpan.FromMinutes(10));
        Assert.Equal(EndpointPhase.Deleting, fleet.View(Specs.A).Phase);
        Assert.NotNull(fleet.View(Specs.A).Cache.Purge);

        fleet.Ports.Fails = null;
        fleet.Await("it is absent", TimeSpan.FromMinutes(30), () => fleet.View(Specs.A).Phase == EndpointPhase.Absent);

        Assert.True(Assert.Single(fleet.Fleet.Receipts(Specs.A)).IsIntact);
        Assert.Empty(fleet.Cloud.ReadLive(Specs.A));
    }

    [Fact]
    public void ComponentRemoved_HasAReceiptOfWhatOnlyItUsed()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A, Specs.Component(), Specs.Component("second", 'b')));

        fleet.Put(Specs.Endpoint(Specs.A));
        fleet.Await("the component's purge has its receipt", TimeSpan.FromMinutes(30), () => !fleet.Fleet.Receipts(Specs.A).IsEmpty);

        var receipt = Assert.Single(fleet.Fleet.Receipts(Specs.A));
        Assert.Equal((PurgeScope.Component, "second", true), (receipt.Scope, receipt.Component?.Value, receipt.IsIntact));
        Assert.Equal(Specs.Image('b').Digest, Assert.Single(receipt.Contents));
        Assert.Contains(receipt.Resources, resource => resource.Kind == PurgedResourceKind.Snapshot && resource.Content == Specs.Image('b').Digest);
        Assert.True(fleet.View(Specs.A).Cache.IsReady(Specs.Image('a').Digest));
        fleet.DeleteAndSettle(Specs.A);
        Assert.Equal(receipt.Hash, fleet.Fleet.Receipts(Specs.A)[1].PreviousHash);
    }

    [Fact]
    public void PurgeEntry_OfAWantedImage_HasAReceipt_AndBuildsItAnew()
    {
        using var fleet = new TestFleet();
        fleet.PutAndSettle(Specs.Endpoint(Specs.A));
        var image = Specs.Image('a').Digest;

        Assert.True(fleet.Fleet.Host.Run(() => fleet.Fleet.Cache(Specs.A).PurgeEntryAsync(image, CancellationToken.None)));
        Assert.False(fleet.Fleet.Host.Run(() => fleet.Fleet.Cache(Specs.A).PurgeEntryAsync(Specs.Image('f').Digest, CancellationToken.None)));
        fleet.Await("there is a receipt", TimeSpan.FromMinutes(10), () => !fleet.Fleet.Receipts(Specs.A).IsEmpty);
        fleet.Await("the entry is ready again", TimeSpan.FromMinutes(10), () => fleet.View(Specs.A).Cache.IsReady(image));

        Assert.Equal((PurgeScope.Entry, true), (fleet.Fleet.Receipts(Specs.A)[0].Scope, fleet.Fleet.Receipts(Specs.A)[0].IsIntact));
        Assert.Equal(2, Assert.Single(fleet.View(Specs.A).Cache.Entries).Builds);
    }

    private static IEnumerable<PurgeStep> StepsOf(TestFleet fleet) => fleet.Journal.Events.OfType<PurgeAdvanced>().Where(advanced => advanced.Endpoint == Specs.A).Select(advanced => advanced.Step);
}
