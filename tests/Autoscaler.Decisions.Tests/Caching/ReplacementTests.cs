using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Tests.Examples;
using Autoscaler.Decisions.Tests.Specs;
using static Autoscaler.Decisions.Tests.Examples.SnapshotExamples;

namespace Autoscaler.Decisions.Tests.Caching;

/// <summary>Copies of an image that a component has left are replaced, new ones first.</summary>
public sealed class ReplacementTests
{
    private static readonly ComponentSpec Old = SpecExamples.Component;
    private static readonly ComponentSpec Fresh = Old with { Image = Old.Image with { Digest = new ImageDigest($"sha256:{new string('9', 64)}") } };
    private static readonly EndpointSpec Spec = SpecExamples.Valid with { InstanceTypes = [new("g6.2xlarge")], Components = [Fresh] };

    [Fact]
    public void Decide_CopiesOfTheOldImage_GetsOneOfTheNewFirst()
    {
        var plan = Decide(Wanting(Spec, [1], Running(0, Old, 1)));

        Assert.Single(plan.Decision.Launches);
        Assert.Empty(plan.Decision.Drains);
        Assert.Equal(Fresh.Image, Assert.Single(Assert.Single(plan.Changes).Intent.Copies).Order.Image);
    }

    [Fact]
    public void Decide_TheNewIsOnItsWay_Waits()
    {
        var plan = Decide(Wanting(Spec, [1], Running(0, Old, 1), new SlotExample { Ordinal = 1, Copies = [new(2, CopyPhase.Starting, Component: Fresh)] }));

        Assert.False(plan.Decision.Acts);
    }

    [Fact]
    public void Decide_TheNewIsReady_DrainsTheOld()
    {
        var plan = Decide(Wanting(Spec, [1], Running(0, Old, 1), Running(1, Fresh, 2)));

        Assert.Equal((1L, DrainReason.OutdatedImage), (Assert.Single(plan.Decision.Drains).Copy.Number, plan.Decision.Drains[0].Reason));
        Assert.Empty(plan.Decision.Placements);
    }

    [Fact]
    public void Decide_OldCopyDrains_IsNotBroughtBack()
    {
        var plan = Decide(Wanting(Spec, [2], Running(1, Fresh, 2), new SlotExample { Copies = [new(1, CopyPhase.Draining, CopyGoal.Drain, Old)] }));

        Assert.DoesNotContain(plan.Decision.Placements, placement => placement.Chosen.Class == PlacementClass.Undrain);
    }

    [Fact]
    public void Decide_ImageUnknown_StartsNothingAndSaysSo()
    {
        var unknown = Fresh with { Image = new ImageSpec("registry.example/llm:stable", new ImageDigest(string.Empty), ByteCount.Zero) };

        var plan = Decide(Wanting(Spec with { Components = [unknown] }, [1]));

        Assert.Empty(plan.Decision.Launches);
        Assert.Equal(ScalingLimit.ImageUnresolved, Assert.Single(plan.Decision.Components).Limit);
    }

    private static SlotExample Running(int ordinal, ComponentSpec component, long copy) => new() { Ordinal = ordinal, Copies = [new(copy, CopyPhase.Ready, Component: component)] };
}
