using System.Text.Json;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Tests.Examples;
using Autoscaler.Decisions.Tests.Fakes;
using Autoscaler.Decisions.Tests.Specs;
using static Autoscaler.Decisions.Tests.Examples.SnapshotExamples;

namespace Autoscaler.Decisions.Tests;

public sealed class DeciderTests
{
    private static readonly ComponentSpec Chat = SpecExamples.Component;
    private static readonly EndpointSpec Spec = SpecExamples.Valid with { InstanceTypes = [new("g6.2xlarge")] };

    [Fact]
    public void Decide_NothingToDo_IsAHoldThatWritesNothing()
    {
        var snapshot = Wanting(Spec, [1], new SlotExample { Copies = [new(1, CopyPhase.Ready)] }).Under(DemandOf(Chat.Policy, For(30, 8)));

        var plan = Decide(snapshot);

        Assert.False(plan.Writes);
        Assert.False(plan.Decision.Acts);
        Assert.Empty(plan.Changes);
        Assert.Equal(snapshot.NextCopy, plan.NextCopy);
        Assert.Equal(ScalingReason.WithinTolerance, Assert.Single(plan.Decision.Components).Reason);
        Assert.Single(plan.Panic);
    }

    [Fact]
    public void Decide_FactsToSettleOnly_WritesWithoutActing()
    {
        var plan = Decide(Wanting(
            Spec, [1], new SlotExample { Copies = [new(1, CopyPhase.Ready)] }, new SlotExample { Ordinal = 1, Copies = [new(2, CopyPhase.Stopped, CopyGoal.Drain)] }));

        Assert.True(plan.Writes);
        Assert.False(plan.Decision.Acts);
        Assert.Equal(Now, Assert.Single(plan.Changes).EmptySince);
    }

    [Fact]
    public void Decide_CopyFailed_IsReplacedAndCountedOnce()
    {
        var plan = Decide(Wanting(Spec, [1], new SlotExample { Copies = [new(1, CopyPhase.Failed)] }));

        Assert.Equal(Chat.Name, Assert.Single(plan.NewFailures).Component);
        Assert.Equal(1000, Assert.Single(Assert.Single(plan.Changes).Intent.Copies).Order.Id.Number);
    }

    [Fact]
    public void Decide_FailuresInTheWindow_StopStartsButNotTheReturnOfDrainingCopies()
    {
        var failures = Enumerable.Repeat(new ComponentFailure(Chat.Name, Now.AddMinutes(-29), "crashed"), 3).ToImmutableArray();
        var snapshot = Wanting(
            Spec, [4],
            new SlotExample { Copies = [new(1, CopyPhase.Ready)] },
            new SlotExample { Ordinal = 1, Copies = [new(2, CopyPhase.Draining, CopyGoal.Drain)] },
            new SlotExample { Ordinal = 2, EmptySince = Now }) with { Failures = failures };

        var stopped = Decide(snapshot);
        var resumed = Decide(snapshot with { Now = Now.AddMinutes(1) });

        Assert.Equal(2, Assert.Single(stopped.Decision.Placements).Copy.Number);
        Assert.Equal(ScalingLimit.Runaway, stopped.Decision.Components[0].Limit);
        Assert.Empty(stopped.Decision.Launches);
        Assert.Equal(3, resumed.Decision.Placements.Length);
        Assert.Single(resumed.Decision.Launches);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Decide_ComponentThatAlwaysCrashes_StopsStartingIt(int copies)
    {
        var spec = Spec with { Components = [Chat with { MinCopies = copies }] };
        var endpoint = new FakeEndpoint(spec, new FakeBehaviour { CopyFailureRatio = 1, ProgressRatio = 1 }, new Random(1));
        var placements = new List<DateTimeOffset>();
        for (var tick = 0; tick < 720; tick++)
        {
            placements.AddRange(endpoint.Tick([8]).Plan.Decision.Placements.Select(_ => endpoint.Now));
        }

        // In two hours four windows of half an hour, of each at most two single copies and then all at once.
        Assert.NotEmpty(placements);
        foreach (var at in placements)
        {
            var inWindow = placements.Count(other => other >= at && other < at.AddMinutes(30));
            Assert.True(inWindow <= 2 + copies, $"{inWindow} starts in the half hour from {at:T}");
        }
    }

    [Fact]
    public void Decide_BootsThatAlwaysFail_StopLaunches()
    {
        var endpoint = new FakeEndpoint(Spec, new FakeBehaviour { BootFailedRatio = 1, ProgressRatio = 1 }, new Random(1));
        var launches = 0;
        for (var tick = 0; tick < 180; tick++)
        {
            launches += endpoint.Tick([8]).Plan.Decision.Launches.Length;
        }

        Assert.Equal(3, launches);
    }

    [Fact]
    public void Decide_SupplyOnItsWay_IsNeverOrderedTwice()
    {
        // Nothing ever gets anywhere.
        var endpoint = new FakeEndpoint(Spec, new FakeBehaviour { ProgressRatio = 0, UnheardRatio = 0.5, UnreportedRatio = 0.5 }, new Random(1));
        var first = endpoint.Tick([8]).Plan;
        Assert.Single(first.Decision.Placements);
        var placed = 1;
        for (var tick = 0; tick < 90; tick++)
        {
            placed += endpoint.Tick([80]).Plan.Decision.Placements.Length;
        }

        Assert.Equal(10, placed);
    }

    [Fact]
    public void Decide_SameSnapshot_SamePlan()
    {
        var endpoint = new FakeEndpoint(SpecExamples.Valid, FakeBehaviour.Troubled, new Random(5));
        for (var tick = 0; tick < 200; tick++)
        {
            var (snapshot, plan) = endpoint.Tick([40 + (tick % 50)]);

            Assert.Equal(JsonSerializer.Serialize(plan), JsonSerializer.Serialize(Decide(snapshot)));
        }
    }

    [Fact]
    public void Decide_Paused_DoesNothingWhateverIsDue()
    {
        // Too few copies of one component, a component that was removed, an instance that has been empty for long.
        var snapshot = Wanting(
            Spec, [4],
            new SlotExample { Copies = [new(1, CopyPhase.Ready)] },
            new SlotExample { Ordinal = 1, Copies = [new(2, CopyPhase.Ready) { Component = Chat with { Name = new("gone") } }] },
            new SlotExample { Ordinal = 2, EmptySince = Now.AddHours(-1) }).Under(DemandOf(Chat.Policy, For(30, 100)));
        Assert.True(Decide(snapshot).Decision is { Placements.IsEmpty: false, Drains.IsEmpty: false });

        var plan = Decide(snapshot with { IsPaused = true });

        Assert.False(plan.Writes);
        Assert.False(plan.Decision.Acts);
        var decision = Assert.Single(plan.Decision.Components);
        Assert.Equal((4, 1, ScalingReason.Paused, ScalingLimit.None), (decision.Wanted, decision.Ready, decision.Reason, decision.Limit));
        Assert.Equal(100, decision.Demand.Concurrency);
    }

    [Fact]
    public void Decide_Paused_SettlesWhatIsOver_AndReplacesNothing()
    {
        var snapshot = Wanting(Spec, [2], new SlotExample { Copies = [new(1, CopyPhase.Failed)] }, new SlotExample { Ordinal = 1, Copies = [new(2, CopyPhase.Ready)] });

        var plan = Decide(snapshot with { IsPaused = true });

        Assert.True(plan.Writes);
        Assert.False(plan.Decision.Acts);
        Assert.Equal(Chat.Name, Assert.Single(plan.NewFailures).Component);
        var change = Assert.Single(plan.Changes);
        Assert.Empty(change.Intent.Copies);
        Assert.Equal((Now, false), (change.EmptySince, change.Intent.Release));
        Assert.Equal(2, Assert.Single(plan.Decision.Components).Wanted);
        Assert.Equal(snapshot.NextCopy, plan.NextCopy);
    }

    [Theory]
    [InlineData(2, 60, ScalingLimit.MaxInstances)]
    [InlineData(100, 1, ScalingLimit.LaunchRate)]
    public void Decide_Overridden_StaysWithinTheEndpointsLimits(int maxInstances, int launchesPerMinute, ScalingLimit limit)
    {
        var spec = Spec with { Limits = new InstanceLimits { MaxInstances = maxInstances, LaunchesPerMinute = launchesPerMinute } };
        var snapshot = Wanting(spec, [1], new SlotExample { Copies = [new(1, CopyPhase.Ready)] }) with { Overrides = [Set(9)] };

        var plan = Decide(snapshot);

        Assert.Single(plan.Decision.Launches);
        Assert.Equal((9, ScalingReason.Overridden, limit), (plan.Decision.Components[0].Wanted, plan.Decision.Components[0].Reason, plan.Decision.Components[0].Limit));
    }

    [Fact]
    public void Decide_OverriddenWhileCopiesKeepFailing_StartsNone()
    {
        var failures = Enumerable.Repeat(new ComponentFailure(Chat.Name, Now.AddMinutes(-1), "crashed"), 3).ToImmutableArray();

        var plan = Decide(Wanting(Spec, [1], new SlotExample { Copies = [new(1, CopyPhase.Ready)] }) with { Overrides = [Set(3)], Failures = failures });

        Assert.Empty(plan.Decision.Placements);
        Assert.Equal((3, ScalingLimit.Runaway), (plan.Decision.Components[0].Wanted, plan.Decision.Components[0].Limit));
    }

    [Fact]
    public void Decide_OverriddenToNone_DrainsAllAtOnce()
    {
        var snapshot = Wanting(
            Spec, [3], [.. Enumerable.Range(0, 3).Select(i => new SlotExample { Ordinal = i, Copies = [new(i + 1, CopyPhase.Ready)] })]).Under(DemandOf(Chat.Policy, For(30, 100)));

        Assert.Equal(3, Decide(snapshot with { Overrides = [Set(0)] }).Decision.Drains.Length);
        Assert.Empty(Decide(snapshot with { Overrides = [Set(0) with { Until = Now }] }).Decision.Drains);
    }

    [Fact]
    public void Dissolve_AnyFleet_DrainsAllAndReleasesAll()
    {
        var snapshot = Wanting(
            Spec, [4],
            new SlotExample { Type = "g6.12xlarge", Copies = [new(1, CopyPhase.Ready), new(2, CopyPhase.Draining, CopyGoal.Drain), new(3, CopyPhase.Failed)] },
            new SlotExample { Ordinal = 1, Phase = SlotPhase.Booting, Copies = [new(4, null)] },
            new SlotExample { Ordinal = 2, Phase = SlotPhase.Vacant, Generation = 0, HasHeard = false, Copies = [new(5, null)] },
            new SlotExample { Ordinal = 3, Phase = SlotPhase.Terminating, Release = true },
            new SlotExample { Ordinal = 4, Phase = SlotPhase.Vacant, Release = true },
            new SlotExample { Ordinal = 5, EmptySince = Now });

        var plan = Decider.Dissolve(snapshot, TimeSpan.FromMinutes(3));

        Assert.Equal([1, 4, 5], plan.Decision.Drains.Select(drain => drain.Copy.Number));
        Assert.Equal([0, 1, 2, 5], plan.Decision.Releases.Select(release => release.Slot));
        Assert.All(plan.Decision.Releases, release => Assert.Equal(ReleaseReason.EndpointDeleted, release.Reason));
        Assert.All(plan.Changes, change => Assert.True(change.Intent.Release));
        Assert.All(plan.Changes.SelectMany(change => change.Intent.Copies), copy => Assert.Equal(CopyGoal.Drain, copy.Goal));
        Assert.Equal(Now.AddMinutes(3), plan.Changes[0].Intent.Copies[0].DrainDeadline);
        Assert.Empty(plan.Decision.Placements);
        Assert.Equal(snapshot.NextCopy, plan.NextCopy);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Dissolve_TickAfterTick_EndsWithNothingLeftAndActsOnce(int seed)
    {
        var endpoint = new FakeEndpoint(SpecExamples.Valid, FakeBehaviour.Troubled with { ProgressRatio = 0.2 }, new Random(seed));
        for (var tick = 0; tick < 40 + seed; tick++)
        {
            endpoint.Tick([100]);
        }

        var acted = 0;
        for (var tick = 0; tick < 300; tick++)
        {
            acted += endpoint.Tick([100], dissolves: true).Plan.Decision.Acts ? 1 : 0;
            if (endpoint.Fleet.InstanceCount == 0)
            {
                // What the endpoint believes gone is gone.
                Assert.All(endpoint.TrueReports, report => Assert.Equal(SlotPhase.Vacant, report.Phase));
            }
        }

        Assert.Equal(1, acted);
        Assert.Equal(0, endpoint.Fleet.InstanceCount);
    }

    private static CopyOverride Set(int copies) => new(Chat.Name, copies, Now.AddMinutes(1), "somebody");
}
