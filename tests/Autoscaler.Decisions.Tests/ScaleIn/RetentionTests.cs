using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Scaling;
using Autoscaler.Decisions.Startup;
using Autoscaler.Decisions.Tests.Examples;
using Autoscaler.Decisions.Tests.Specs;
using static Autoscaler.Decisions.Tests.Examples.SnapshotExamples;

namespace Autoscaler.Decisions.Tests.ScaleIn;

public sealed class RetentionTests
{
    private static readonly ComponentSpec Chat = SpecExamples.Component;
    private static readonly StartupModel Model = new(StartupRates.Default);
    private static readonly RetentionPolicy Unbounded = new() { Max = TimeSpan.FromHours(24) };

    private static readonly SlotExample Busy = new() { Copies = [new(1, CopyPhase.Ready)] };

    // What a start on a new instance takes longer than one here.
    private static TimeSpan Saved(DiskContents disk) =>
        Model.Estimate(new StartupQuery
        {
            InstanceType = new("g6.2xlarge"), Mechanism = StartupMechanism.SnapshotRate, Image = Chat.Image.CompressedSize, Weights = Chat.Weights!.Size,
            NewInstance = true,
        }).Expected
        - Model.Estimate(new StartupQuery
        {
            InstanceType = new("g6.2xlarge"), Mechanism = StartupMechanism.Registry, Image = Chat.Image.CompressedSize, Weights = Chat.Weights!.Size,
            ImageOnDisk = disk.Images.Length > 0, WeightsOnDisk = disk.Weights.Length > 0,
        }).Expected;

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.5)]
    [InlineData(3.0)]
    public void Decide_EmptyInstance_IsKeptUntilItCostsWhatItSaves(double ratio)
    {
        var retention = Unbounded with { WaitingCostRatio = ratio };
        var warm = SlotExample.Warm(Chat);
        var worth = Saved(warm) * ratio;

        Assert.Empty(Releases(retention, warm, worth - TimeSpan.FromSeconds(1)));
        var release = Assert.Single(Releases(retention, warm, worth + TimeSpan.FromSeconds(1)));
        Assert.Equal((1, ReleaseReason.BreakEven), (release.Slot, release.Reason));
        Assert.Equal(worth.TotalSeconds, release.WorthKeepingFor.TotalSeconds, 3);
        Assert.Equal(worth + TimeSpan.FromSeconds(1), release.EmptyFor);
    }

    [Fact]
    public void Decide_EmptyInstanceWithMoreOnItsDisk_IsKeptLonger()
    {
        var between = (Saved(SlotExample.Warm(Chat)) + Saved(new DiskContents([Chat.Image.Digest], []))) / 2;

        Assert.Empty(Releases(Unbounded, SlotExample.Warm(Chat), between));
        Assert.Single(Releases(Unbounded, new DiskContents([Chat.Image.Digest], []), between));
    }

    [Theory]
    [InlineData(0, 60, 0, 1, true)]
    [InlineData(30, 60, 0, 1799, false)]
    [InlineData(30, 60, 0, 1800, true)]
    [InlineData(0, 1, 100, 59, false)]
    [InlineData(0, 1, 100, 60, true)]
    [InlineData(0, 1, 1e300, 60, true)] // As good as for ever, and bounded all the same.
    public void Decide_Bounds_HoldWhateverTheRuleSays(int minMinutes, int maxMinutes, double ratio, int emptySeconds, bool isReleased)
    {
        var retention = new RetentionPolicy { Min = TimeSpan.FromMinutes(minMinutes), Max = TimeSpan.FromMinutes(maxMinutes), WaitingCostRatio = ratio };

        Assert.Equal(isReleased, Releases(retention, SlotExample.Warm(Chat), TimeSpan.FromSeconds(emptySeconds)).Any());
    }

    [Fact]
    public void Decide_NothingFitsTheInstance_IsReleasedAtOnce()
    {
        var spec = SpecExamples.Valid with { Components = [Chat with { AcceleratorsPerCopy = 4, MinCopies = 0 }] };

        Assert.Single(Decide(Wanting(spec, [0], new SlotExample { EmptySince = Now })).Decision.Releases);
    }

    [Fact]
    public void Decide_Release_SetsTheIntentAndForgetsSinceWhen()
    {
        var plan = Decide(Wanting(SpecExamples.Valid, [1], Busy, Empty(SlotExample.Warm(Chat), TimeSpan.FromHours(1))));

        var change = Assert.Single(plan.Changes);
        Assert.True(change.Intent.Release);
        Assert.Null(change.EmptySince);
        Assert.Equal(6, change.Intent.Version);
    }

    [Theory]
    [InlineData(SlotPhase.Booting)]
    [InlineData(SlotPhase.Launching)]
    public void Decide_InstanceThatComesEmpty_IsNotReleasedBeforeItRuns(SlotPhase phase) =>
        Assert.False(Decide(Wanting(SpecExamples.Valid, [1], Busy, new SlotExample { Ordinal = 1, Phase = phase })).Writes);

    [Fact]
    public void Decide_DrainingCopyOnIt_KeepsTheInstance() => Assert.False(Decide(Wanting(
        SpecExamples.Valid, [1], Busy,
        new SlotExample { Ordinal = 1, Copies = [new(2, CopyPhase.Draining, CopyGoal.Drain)] })).Writes);

    [Theory]
    [InlineData(14, 0)]
    [InlineData(15, 1)]
    public void Decide_DemandGrows_KeepsEmptyInstancesAsLongAsThePolicyLets(int emptyMinutes, int releases)
    {
        // Of two empty instances the copy takes one. The other has outlived its break-even, but may be needed next.
        var plan = Decide(Wanting(
            SpecExamples.Valid, [2], Busy,
            Empty(SlotExample.Warm(Chat), TimeSpan.FromMinutes(emptyMinutes)),
            Empty(DiskContents.Empty, TimeSpan.FromMinutes(emptyMinutes)) with { Ordinal = 2 }));

        Assert.Equal(1, Assert.Single(plan.Decision.Placements).Chosen.Slot);
        Assert.Equal(releases, plan.Decision.Releases.Length);
    }

    [Theory]
    [InlineData(14, 0)]
    [InlineData(15, 1)]
    public void Decide_Panic_KeepsEmptyInstancesAsLongAsThePolicyLets(int emptyMinutes, int releases)
    {
        var snapshot = Wanting(SpecExamples.Valid, [1], Busy, Empty(DiskContents.Empty, TimeSpan.FromMinutes(emptyMinutes)));
        var panic = snapshot.Components[0] with { Panic = new PanicState(Now.AddSeconds(30), 1), Demand = DemandOf(Chat.Policy, For(30, 8)) };

        Assert.Equal(releases, Decide(snapshot with { Components = [panic] }).Decision.Releases.Length);
    }

    [Fact]
    public void Decide_EmptyInstanceThatTheMissingCopyCannotUse_IsReleasedSoThatAnotherCanCome()
    {
        // One instance is allowed, and it is too small: to keep it for the demand that grows would keep that demand waiting for ever.
        var spec = SpecExamples.Valid with
        {
            Components = [Chat with { AcceleratorsPerCopy = 4 }],
            InstanceTypes = [new("g6.12xlarge")],
            Limits = new InstanceLimits { MaxInstances = 1 },
            Retention = Unbounded,
        };
        var snapshot = Wanting(spec, [1], new SlotExample { EmptySince = Now.AddSeconds(-10) });

        var plan = Decide(snapshot.Under(DemandOf(Chat.Policy, For(30, 1000))));

        Assert.Equal(ScalingLimit.MaxInstances, plan.Decision.Components[0].Limit);
        Assert.Single(plan.Decision.Releases);
    }

    private static ImmutableArray<InstanceRelease> Releases(RetentionPolicy retention, DiskContents disk, TimeSpan emptyFor) => Decide(Wanting(
        SpecExamples.Valid with { Retention = retention, InstanceTypes = [new("g6.2xlarge")] }, [1], Busy, Empty(disk, emptyFor))).Decision.Releases;

    private static SlotExample Empty(DiskContents disk, TimeSpan since) => new() { Ordinal = 1, Disk = disk, EmptySince = Now - since };
}
