using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Specs;
using Autoscaler.Grains.Demand;
using Autoscaler.Grains.Tests.Kit;

namespace Autoscaler.Grains.Tests.Endpoints;

/// <summary>Versions of an endpoint, and changes that are made only from one.</summary>
public sealed class EndpointVersionTests : IDisposable
{
    private static readonly ComponentName Llm = new("llm");

    private readonly TestFleet _fleet = new();

    private readonly EndpointSpec _spec = FleetCalls.Spec("acme", "chat");

    private IEndpointGrain Endpoint => _fleet.Fleet.Endpoint(_spec.Id);

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public void Versions_CountWhatIsChanged_AndGoOnWhenTheEndpointIsMadeAnew()
    {
        Assert.Equal((WriteOutcome.Created, 1L), Of(Put(_spec)));
        Assert.Equal((WriteOutcome.Changed, 2L), Of(Put(_spec with { Zones = [Specs.ZoneA] })));
        Assert.Equal((WriteOutcome.Changed, 3L), Of(Set(new ScalingPolicy { TargetConcurrencyPerCopy = 2 })));
        var created = _fleet.View(_spec.Id).CreatedAt;
        Assert.Equal(_fleet.Now, created);
        _fleet.RunFor(TimeSpan.FromMinutes(10));
        Assert.Equal((3, created), (_fleet.View(_spec.Id).Version, _fleet.View(_spec.Id).CreatedAt));

        Assert.Equal((WriteOutcome.Changed, 4L), Of(Delete()));
        Assert.Equal((WriteOutcome.Unchanged, 4L), Of(Delete()));
        _fleet.DeleteAndSettle(_spec.Id);
        Assert.Null(_fleet.View(_spec.Id).CreatedAt);
        Assert.Equal((WriteOutcome.Absent, 0L), Of(Delete()));

        _fleet.Crash();
        Assert.Equal((WriteOutcome.Created, 5L), Of(Put(_spec)));
        Assert.Equal(_fleet.Now, _fleet.View(_spec.Id).CreatedAt);
        Assert.Equal(
            ["tenant.put", "endpoint.put", "endpoint.put", "policy.set", "endpoint.delete", "endpoint.put"], _fleet.Actions());
    }

    [Fact]
    public void SameAgain_WritesNothing_AndIsNotWrittenDown()
    {
        Put(_spec);
        _fleet.Await("it has its copy", TimeSpan.FromHours(1), () => _fleet.Ready(_spec.Id) == 1);
        _fleet.RunFor(TimeSpan.FromMinutes(5));
        var (writes, changes, events) = (_fleet.Storage.WriteCount, _fleet.Changes.All.Count, _fleet.Journal.Events.Count);

        Assert.Equal((WriteOutcome.Unchanged, 1L), Of(Put(_spec with { Zones = [.. _spec.Zones] })));
        Assert.Equal(WriteOutcome.Unchanged, Put(_spec, WriteCondition.Version(1)).Outcome);
        Assert.Equal(WriteOutcome.Unchanged, Set(_spec.Components[0].Policy).Outcome);

        Assert.Equal((writes, changes, events), (_fleet.Storage.WriteCount, _fleet.Changes.All.Count, _fleet.Journal.Events.Count));
    }

    [Fact]
    public void Conditions_ThatDoNotHold_ChangeNothing()
    {
        Assert.Equal((WriteOutcome.Conflict, 0L), Of(Put(_spec, WriteCondition.Version(1))));
        Assert.Equal(WriteOutcome.Conflict, Delete(WriteCondition.Version(0)).Outcome);
        Assert.Equal(WriteOutcome.Created, Put(_spec, WriteCondition.Absent).Outcome);
        var other = _spec with { Zones = [Specs.ZoneB] };
        var (writes, changes) = (_fleet.Storage.WriteCount, _fleet.Changes.All.Count);

        Assert.Equal((WriteOutcome.Conflict, 1L), Of(Put(other, WriteCondition.Absent)));
        Assert.Equal(WriteOutcome.Conflict, Put(_spec, WriteCondition.Absent).Outcome);
        Assert.Equal(WriteOutcome.Conflict, Put(other, WriteCondition.Version(2)).Outcome);
        Assert.Equal(WriteOutcome.Conflict, Put(_spec, WriteCondition.Version(0)).Outcome);
        Assert.Equal(WriteOutcome.Conflict, Set(new ScalingPolicy { TargetConcurrencyPerCopy = 2 }, WriteCondition.Version(2)).Outcome);
        Assert.Equal(WriteOutcome.Conflict, Delete(WriteCondition.Version(2)).Outcome);

        // Also where the change itself is wrong: whoever has not seen what stands cannot know what is.
        Assert.Equal(WriteOutcome.Conflict, Put(_spec with { Zones = [] }, WriteCondition.Version(2)).Outcome);
        Assert.Equal((writes, changes), (_fleet.Storage.WriteCount, _fleet.Changes.All.Count));

        Assert.Equal(2, Put(other, WriteCondition.Version(1)).Version);
        Assert.Equal(3, Set(new ScalingPolicy { TargetConcurrencyPerCopy = 2 }, WriteCondition.Version(2)).Version);
        Assert.Equal(4, Delete(WriteCondition.Version(3)).Version);
    }

    [Fact]
    public void TwoWhoEditTheSameVersion_OneIsTold()
    {
        Put(_spec);
        var results = _fleet.Run(() => Task.WhenAll(
            Endpoint.PutAsync(_spec with { Zones = [Specs.ZoneA] }, WriteCondition.Version(1), default),
            Endpoint.PutAsync(_spec with { Zones = [Specs.ZoneB] }, WriteCondition.Version(1), default)));

        Assert.Equal([WriteOutcome.Changed, WriteOutcome.Conflict], results.Select(static result => result.Outcome).Order());
    }

    [Fact]
    public void ChangeThatCannotBeWrittenDown_IsNotMade()
    {
        Put(_spec);
        _fleet.Changes.Fails = true;

        Assert.Throws<InvalidOperationException>(() => Put(_spec with { Zones = [Specs.ZoneA] }));
        Assert.Throws<InvalidOperationException>(() => Set(new ScalingPolicy { TargetConcurrencyPerCopy = 2 }));
        Assert.Throws<InvalidOperationException>(() => Delete());

        _fleet.Changes.Fails = false;
        Assert.Equal((1, EndpointPhase.Active), (_fleet.View(_spec.Id).Version, _fleet.View(_spec.Id).Phase));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task EndpointThatItsFeedHasDropped_IsBroughtBackByTheSamePutOrByItsDeletion(bool isPut)
    {
        // As after a crash between an endpoint's first write and its second joining, where a tick has found it absent in between.
        Put(_spec);
        _fleet.RunFor(TimeSpan.FromSeconds(15));
        _fleet.Crash();
        var feed = FeedSharding.KeyFor(_spec.Id, 1);
        var stored = new GrainState<MetricFeedState>();
        var storage = _fleet.Storage.For(_fleet.Fleet.Host.TimeProvider);
        await storage.ReadStateAsync("feed", GrainId.Create("metricfeed", feed), stored);
        Assert.Single(stored.State!.Subscriptions);
        stored.State = stored.State with { Subscriptions = [] };
        await storage.WriteStateAsync("feed", GrainId.Create("metricfeed", feed), stored);
        _fleet.Crash();
        _fleet.RunFor(TimeSpan.FromMinutes(1));
        Assert.Equal(0, _fleet.View(_spec.Id).TickCount);

        Assert.Equal(isPut ? WriteOutcome.Unchanged : WriteOutcome.Changed, (isPut ? Put(_spec) : Delete()).Outcome);

        _fleet.Await("it is ticked", TimeSpan.FromMinutes(30), () => isPut ? _fleet.View(_spec.Id).TickCount > 2 : _fleet.View(_spec.Id).Phase == EndpointPhase.Absent);
    }

    [Fact]
    public void TickedAt_OfOneThatIsNotTicked_StaysNullHoweverOftenSomebodyLooks()
    {
        Put(_spec);
        Assert.Null(_fleet.View(_spec.Id).TickedAt);
        Assert.Null(_fleet.View(_spec.Id).TickedAt);

        _fleet.RunFor(TimeSpan.FromSeconds(15));
        Assert.InRange(_fleet.View(_spec.Id).TickedAt!.Value, _fleet.Now - TimeSpan.FromSeconds(10), _fleet.Now);
    }

    private ChangeResult Put(EndpointSpec spec, WriteCondition condition = default) => _fleet.Run(() => Endpoint.PutAsync(spec, condition, default));

    private ChangeResult Set(ScalingPolicy policy, WriteCondition condition = default) => _fleet.Run(() => Endpoint.SetPolicyAsync(Llm, policy, condition, default));

    private ChangeResult Delete(WriteCondition condition = default) => _fleet.Run(() => Endpoint.DeleteAsync(condition, default));

    private static (WriteOutcome Outcome, long Version) Of(ChangeResult result) => (result.Outcome, result.Version);
}
