using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Tests.Examples;
using Autoscaler.Decisions.Tests.Specs;
using static Autoscaler.Decisions.Tests.Examples.SnapshotExamples;

namespace Autoscaler.Decisions.Tests.Placement;

/// <summary>Where a copy goes first, and what its placement says.</summary>
public sealed class PlacementOrderTests
{
    private static readonly EndpointSpec Spec = SpecExamples.Valid;
    private static readonly ComponentSpec Chat = SpecExamples.Component;
    private static readonly DiskContents ImageOnly = new([Chat.Image.Digest], []);

    // One slot for each class, the best last, so that no order of slots explains the result.
    private static readonly SlotExample[] OneOfEach =
    [
        new() { Phase = SlotPhase.Booting, LaunchedAt = Now.AddMinutes(-2) },
        new() { Ordinal = 1, EmptySince = Now },
        new() { Ordinal = 2, EmptySince = Now, Disk = ImageOnly },
        new() { Ordinal = 3, EmptySince = Now, Disk = SlotExample.Warm(Chat) },
        new() { Ordinal = 4, Copies = [new(1, CopyPhase.Draining, CopyGoal.Drain)], Disk = SlotExample.Warm(Chat) },
    ];

    [Fact]
    public void Decide_OnePlaceOfEachClass_TakesThemInOrder()
    {
        var plan = Decide(Wanting(Spec, [6], OneOfEach));

        Assert.Equal(
            [
                (PlacementClass.Undrain, 4), (PlacementClass.WarmWithWeights, 3), (PlacementClass.WarmWithImage, 2),
                (PlacementClass.WarmBare, 1), (PlacementClass.Booting, 0), (PlacementClass.NewFromRegistry, 5),
            ],
            plan.Decision.Placements.Select(placement => (placement.Chosen.Class, placement.Chosen.Slot)));
        Assert.Equal([1, 1000, 1001, 1002, 1003, 1004], plan.Decision.Placements.Select(placement => placement.Copy.Number));
        Assert.Equal(1005, plan.NextCopy);
        Assert.All(plan.Changes, change => Assert.Null(change.EmptySince));
        Assert.Single(plan.Decision.Launches);
    }

    [Fact]
    public void Decide_EachPlacement_CarriesTheOptionsStillOpen()
    {
        var plan = Decide(Wanting(Spec, [6], OneOfEach));

        for (var i = 0; i < 5; i++)
        {
            // What an earlier placement used up is no option any more.
            var open = plan.Decision.Placements.Skip(i + 1).Select(placement => placement.Chosen.Class).Take(3).Append(PlacementClass.NewFromRegistry).Distinct();
            Assert.Equal(open, plan.Decision.Placements[i].NotTaken.Select(option => option.Class));
        }
    }

    [Fact]
    public void Decide_EachPlacement_CarriesTimePriceAndMechanism()
    {
        var plan = Decide(Wanting(Spec, [6], OneOfEach));
        var chosen = plan.Decision.Placements.Select(placement => placement.Chosen).ToArray();

        Assert.Equal(Now, chosen[0].ExpectedReadyAt);
        Assert.All(chosen[1..], option => Assert.True(option.ExpectedReadyAt > Now));
        Assert.True(chosen[1].ExpectedReadyAt < chosen[2].ExpectedReadyAt && chosen[2].ExpectedReadyAt < chosen[3].ExpectedReadyAt);
        Assert.All(chosen[..5], option => Assert.Equal(0m, option.AddedPrice.Value));
        Assert.Equal(Prices[new("g6.2xlarge")], chosen[5].AddedPrice);
        Assert.Equal(
            [StartupMechanism.Disk, StartupMechanism.Disk, StartupMechanism.Disk, StartupMechanism.Registry, StartupMechanism.Registry, StartupMechanism.Registry],
            chosen.Select(option => option.Mechanism));
        Assert.All(
            plan.Changes.SelectMany(change => change.Intent.Copies).Where(copy => copy.Order.Id.Number >= 1000),
            copy => Assert.Equal(plan.Decision.Placements.Single(placement => placement.Copy == copy.Order.Id).Chosen.ExpectedReadyAt, copy.ExpectedReadyAt));
    }

    [Theory]
    [InlineData(true, PlacementClass.NewFromCache, StartupMechanism.SnapshotRate)]
    [InlineData(false, PlacementClass.NewFromRegistry, StartupMechanism.Registry)]
    public void Decide_NewInstance_ComesFromTheCacheOnceItIsReady(bool isCached, PlacementClass placementClass, StartupMechanism mechanism)
    {
        var snapshot = Wanting(Spec, [1]);

        var plan = Decide(isCached ? snapshot.Caching(Chat.Image.Digest) : snapshot);

        var placement = Assert.Single(plan.Decision.Placements);
        Assert.Equal(placementClass, placement.Chosen.Class);
        Assert.Equal(mechanism, placement.Chosen.Mechanism);
        Assert.Equal(StartupMechanism.Registry, plan.Changes[0].Intent.Copies[0].Order.PullMechanism);
    }

    [Fact]
    public void Decide_Undrain_SetsTheGoalBackAndKeepsTheCopy()
    {
        var plan = Decide(Wanting(Spec, [1], new SlotExample { Copies = [new(1, CopyPhase.Ready, CopyGoal.Drain)] }));

        var copy = Assert.Single(Assert.Single(plan.Changes).Intent.Copies);
        Assert.Equal((1, CopyGoal.Run, null), (copy.Order.Id.Number, copy.Goal, copy.DrainDeadline));
        Assert.Equal(1000, plan.NextCopy);
    }

    [Theory]
    [InlineData(CopyPhase.Ordered)]
    [InlineData(CopyPhase.Starting)]
    [InlineData(CopyPhase.Stopped)]
    [InlineData(CopyPhase.Failed)]
    public void Decide_DrainingCopyThatDoesNotServe_IsNotBroughtBack(CopyPhase phase)
    {
        var plan = Decide(Wanting(Spec, [1], new SlotExample { Type = "g6.12xlarge", Copies = [new(1, phase, CopyGoal.Drain)] }));

        Assert.Equal(PlacementClass.WarmBare, Assert.Single(plan.Decision.Placements).Chosen.Class);
    }

    [Fact]
    public void Decide_DrainingCopyOnALeavingInstance_IsNotBroughtBack()
    {
        var plan = Decide(Wanting(Spec, [1], new SlotExample
        {
            Release = true, Phase = SlotPhase.Draining, Copies = [new(1, CopyPhase.Draining, CopyGoal.Drain)],
        }));

        Assert.Equal(PlacementClass.NewFromRegistry, Assert.Single(plan.Decision.Placements).Chosen.Class);
    }

    [Fact]
    public void Decide_SameClass_TakesTheTightestFit()
    {
        var others = Spec with { Components = [Chat, Chat with { Name = new("other") }] };
        CopyExample Other(long number) => new(number, CopyPhase.Ready, Component: others.Components[1]);

        var plan = Decide(Wanting(
            others, [2, 4],
            new SlotExample { Type = "g6.12xlarge", Disk = SlotExample.Warm(Chat), Copies = [Other(1)] },
            new SlotExample { Ordinal = 1, Type = "g6.12xlarge", Disk = SlotExample.Warm(Chat), Copies = [Other(2), Other(3), Other(4)] }));

        Assert.Equal([1, 0], plan.Decision.Placements.Select(placement => placement.Chosen.Slot));
    }

    [Fact]
    public void Decide_InstancesThatBoot_TakesTheOneThatIsReadyFirst()
    {
        var plan = Decide(Wanting(
            Spec, [1],
            new SlotExample { Phase = SlotPhase.Launching },
            new SlotExample { Ordinal = 1, Phase = SlotPhase.Booting, LaunchedAt = Now.AddSeconds(-90) }));

        Assert.Equal(1, Assert.Single(plan.Decision.Placements).Chosen.Slot);
        Assert.Empty(plan.Decision.Launches);
    }

    [Fact]
    public void Decide_InstanceThatBootsFromTheCache_SaysSo()
    {
        // Launched with the image on its volumes, or with the image in its launch and the cache ready: both boot from the cache.
        var known = new SlotExample
        {
            Phase = SlotPhase.Booting,
            LaunchedAt = Now,
            LaunchImages = [Chat.Image.Digest],
            Images = [new(Chat.Image.Digest, StartupMechanism.SnapshotRate, new("snap-1"))],
        };
        var launching = new SlotExample { Phase = SlotPhase.Vacant, Generation = 0, LaunchImages = [Chat.Image.Digest] };
        foreach (var slot in new[] { known, launching })
        {
            var option = Assert.Single(Decide(Wanting(Spec, [1], slot).Caching(Chat.Image.Digest)).Decision.Placements).Chosen;
            var anew = Assert.Single(Decide(Wanting(Spec, [1]).Caching(Chat.Image.Digest)).Decision.Placements).Chosen;

            Assert.Equal(PlacementClass.Booting, option.Class);
            Assert.Equal(StartupMechanism.SnapshotRate, option.Mechanism);
            Assert.Equal(anew.ExpectedReadyAt, option.ExpectedReadyAt);
        }
    }

    [Fact]
    public void Decide_InstanceThatBootsWithoutTheImage_Pulls()
    {
        var other = new SlotExample { Phase = SlotPhase.Vacant, Generation = 0, LaunchImages = [SpecExamples.Digest('f')] };

        var option = Assert.Single(Decide(Wanting(Spec, [1], other).Caching(Chat.Image.Digest)).Decision.Placements).Chosen;

        Assert.Equal(StartupMechanism.Registry, option.Mechanism);
    }

    [Theory]
    [InlineData(SlotPhase.Terminating)]
    [InlineData(SlotPhase.Draining)]
    public void Decide_InstanceThatGoes_TakesNothing(SlotPhase phase)
    {
        var plan = Decide(Wanting(Spec, [1], new SlotExample { Phase = phase, Release = true }));

        Assert.Equal(1, Assert.Single(plan.Decision.Launches).Slot);
    }

    [Fact]
    public void Decide_MemoryFull_GoesElsewhere()
    {
        var large = Spec with { Components = [Chat with { MemoryPerCopy = ByteCount.FromGigabytes(60) }] };
        var copies = Enumerable.Range(1, 3).Select(i => new CopyExample(i, CopyPhase.Ready, Component: large.Components[0]));
        var full = new SlotExample { Type = "g6.12xlarge", Copies = [.. copies] };

        var plan = Decide(Wanting(large, [4], full));

        Assert.Equal(1, Assert.Single(plan.Decision.Placements).Chosen.Slot);
    }

    [Fact]
    public void Decide_PoolsAvoided_UntilTheyLapse()
    {
        var first = new InstancePool(new("g6.2xlarge"), new("us-east-1a"));
        var second = new InstancePool(new("g6.2xlarge"), new("us-east-1b"));
        EndpointPlan Plan(int secondsLeft) => Decide(Wanting(Spec, [1]) with
        {
            Capacity = new CapacitySnapshot([new CapacityRefusal(first, Now, Now.AddSeconds(secondsLeft), 1)]),
        });

        Assert.Equal(second, Plan(1).Decision.Launches[0].Pools[0]);
        Assert.DoesNotContain(first, Plan(1).Decision.Launches[0].Pools);
        Assert.Equal(first, Plan(0).Decision.Launches[0].Pools[0]);
    }
}
