using Autoscaler.Contracts.Slots;
using Autoscaler.Decisions.Fleets;
using Autoscaler.Decisions.Placement;
using Autoscaler.Decisions.Tests.Examples;
using Autoscaler.Decisions.Tests.Specs;
using static Autoscaler.Decisions.Tests.Examples.SnapshotExamples;

namespace Autoscaler.Decisions.Tests.Fleets;

public sealed class SettlementTests
{
    [Fact]
    public void Settle_CopiesOver_LeaveTheIntentAndOnlyFailuresAreNoted()
    {
        var draft = new FleetDraft(FleetOf(new SlotExample
        {
            Type = "g6.12xlarge",
            Copies = [new(1, CopyPhase.Ready), new(2, CopyPhase.Failed), new(3, CopyPhase.Stopped, CopyGoal.Drain), new(4, CopyPhase.Failed)],
        }));

        var failures = Settlement.Settle(draft, Now);

        var change = Assert.Single(draft.BuildChanges());
        Assert.Equal(6, change.Intent.Version);
        Assert.Equal(1, Assert.Single(change.Intent.Copies).Order.Id.Number);
        Assert.Equal(2, failures.Length);
        Assert.All(failures, failure => Assert.Equal("out of memory", failure.Detail));
        Assert.All(failures, failure => Assert.Equal(Now, failure.At));
    }

    [Fact]
    public void Settle_ABootThatFailedUnderSeveralCopies_IsOneFailureOfEachComponent()
    {
        var other = SpecExamples.Component with { Name = new("other") };
        var draft = new FleetDraft(FleetOf(new SlotExample
        {
            Type = "g6.12xlarge",
            Phase = SlotPhase.Terminating,
            Failure = SlotFailureKind.BootFailed,
            Copies = [new(1, null), new(2, null), new(3, null), new(4, null, Component: other)],
        }));

        var failures = Settlement.Settle(draft, Now);

        Assert.Equal([SpecExamples.Component.Name, other.Name], failures.Select(failure => failure.Component));
        Assert.Empty(Assert.Single(draft.BuildChanges()).Intent.Copies);
    }

    [Theory]
    [InlineData(SlotFailureKind.NoCapacity)]
    [InlineData(SlotFailureKind.InstanceLost)]
    [InlineData(SlotFailureKind.SnapshotGone)]
    public void Settle_CopiesDisplaced_AreNobodysFailure(SlotFailureKind kind)
    {
        var draft = new FleetDraft(FleetOf(new SlotExample { Phase = SlotPhase.Vacant, Failure = kind, Copies = [new(1, null)] }));

        Assert.Empty(Settlement.Settle(draft, Now));
        Assert.Empty(Assert.Single(draft.BuildChanges()).Intent.Copies);
    }

    [Fact]
    public void Settle_InstanceNewlyEmpty_IsMarkedWithoutANewIntent()
    {
        var draft = new FleetDraft(FleetOf(new SlotExample()));

        Settlement.Settle(draft, Now);

        var change = Assert.Single(draft.BuildChanges());
        Assert.Equal(Now, change.EmptySince);
        Assert.Equal(5, change.Intent.Version);
    }

    [Fact]
    public void Settle_InstanceEmptyForLong_KeepsSinceWhen()
    {
        var draft = new FleetDraft(FleetOf(new SlotExample { EmptySince = Now.AddMinutes(-3) }));

        Settlement.Settle(draft, Now);

        Assert.Empty(draft.BuildChanges());
    }

    [Theory]
    [InlineData("lost")]
    [InlineData("holds a copy")]
    public void Settle_NoLongerAnEmptyInstance_ForgetsSinceWhen(string why)
    {
        var example = new SlotExample { EmptySince = Now.AddMinutes(-3) };
        var draft = new FleetDraft(FleetOf(why == "lost"
            ? example with { Phase = SlotPhase.Vacant, Failure = SlotFailureKind.InstanceLost }
            : example with { Copies = [new(1, CopyPhase.Ready)] }));

        Settlement.Settle(draft, Now);

        Assert.Null(Assert.Single(draft.BuildChanges()).EmptySince);
    }

    [Fact]
    public void Settle_NothingOver_ChangesNothing()
    {
        var draft = new FleetDraft(FleetOf(new SlotExample { Copies = [new(1, CopyPhase.Ready)] }, new SlotExample { Ordinal = 1, Phase = SlotPhase.Booting }));

        Assert.Empty(Settlement.Settle(draft, Now));
        Assert.Empty(draft.BuildChanges());
    }
}
