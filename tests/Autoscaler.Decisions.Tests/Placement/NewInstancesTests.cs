using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Tests.Examples;
using Autoscaler.Decisions.Tests.Specs;
using static Autoscaler.Decisions.Tests.Examples.SnapshotExamples;

namespace Autoscaler.Decisions.Tests.Placement;

/// <summary>What is launched, where, and what forbids it.</summary>
public sealed class NewInstancesTests
{
    private static readonly ComponentSpec Chat = SpecExamples.Component;
    private static readonly EndpointSpec Small = SpecExamples.Valid with { InstanceTypes = [new("g6.2xlarge")] };

    [Fact]
    public void Decide_SeveralLaunches_BalanceTheZones()
    {
        var spec = Small with { Zones = [new("us-east-1a"), new("us-east-1b"), new("us-east-1c")] };

        var plan = Decide(Wanting(
            spec, [7],
            new SlotExample { Zone = "us-east-1b", Copies = [new(1, CopyPhase.Ready)] },
            new SlotExample { Ordinal = 1, Zone = "us-east-1b", Copies = [new(2, CopyPhase.Ready)] }));

        Assert.Equal(
            ["us-east-1a", "us-east-1c", "us-east-1a", "us-east-1c", "us-east-1a"],
            plan.Decision.Launches.Select(launch => launch.Pools[0].Zone.Value));
    }

    [Theory]
    [InlineData(3, 3, ScalingLimit.None)]
    [InlineData(2, 2, ScalingLimit.MaxInstances)]
    public void Decide_MaxInstances_StopsLaunches(int most, int launched, ScalingLimit limit)
    {
        var plan = Decide(Wanting(Small with { Limits = new InstanceLimits { MaxInstances = most } }, [3]));

        Assert.Equal(launched, plan.Decision.Launches.Length);
        Assert.Equal(limit, plan.Decision.Components[0].Limit);
        Assert.Equal(3, plan.Decision.Components[0].Wanted);
    }

    [Fact]
    public void Decide_InstancesThatGo_CountAgainstTheMaximum()
    {
        var spec = Small with { Limits = new InstanceLimits { MaxInstances = 1 } };

        var plan = Decide(Wanting(spec, [1], new SlotExample { Release = true, Phase = SlotPhase.Terminating }));

        Assert.Equal(ScalingLimit.MaxInstances, plan.Decision.Components[0].Limit);
        Assert.False(plan.Writes);
    }

    [Theory]
    [InlineData(new[] { 59, 30 }, 2)]
    [InlineData(new[] { 60, 30 }, 3)]
    [InlineData(new[] { 1, 2, 3, 4 }, 0)]
    public void Decide_LaunchesPerMinute_AreCounted(int[] launchesSecondsAgo, int launched)
    {
        var plan = Decide(Wanting(Small with { Limits = new InstanceLimits { LaunchesPerMinute = 4 } }, [6]) with
        {
            RecentLaunches = [.. launchesSecondsAgo.Select(seconds => Now.AddSeconds(-seconds))],
        });

        Assert.Equal(launched, plan.Decision.Launches.Length);
        Assert.Equal(ScalingLimit.LaunchRate, plan.Decision.Components[0].Limit);
    }

    [Theory]
    [InlineData(null, null, "g6.12xlarge")]
    [InlineData("4.0", null, "g6.2xlarge")]
    [InlineData(null, 1, "g6.2xlarge")]
    [InlineData("0.5", null, null)]
    public void Decide_PriceAndAcceleratorGuards_LeaveTypesOut(string? maxPrice, int? maxAccelerators, string? type)
    {
        var spec = SpecExamples.Valid with
        {
            InstanceTypes = [new("g6.12xlarge"), new("g6.2xlarge")],
            Limits = new InstanceLimits
            {
                MaxPrice = maxPrice is null ? null : new UsdPerHour(decimal.Parse(maxPrice, System.Globalization.CultureInfo.InvariantCulture)),
                MaxAccelerators = maxAccelerators,
            },
        };

        var plan = Decide(Wanting(spec, [1]));

        Assert.Equal(type, plan.Decision.Launches.FirstOrDefault()?.Pools[0].Type.Value);
        Assert.Equal(type is null ? ScalingLimit.NoInstanceTypeFits : ScalingLimit.None, plan.Decision.Components[0].Limit);
    }

    [Fact]
    public void Decide_TypeWithoutAPrice_IsNeverLaunched()
    {
        var plan = Decide(Wanting(Small, [1]) with { Prices = new Dictionary<InstanceTypeName, UsdPerHour>() });

        Assert.Equal(ScalingLimit.NoInstanceTypeFits, plan.Decision.Components[0].Limit);
        Assert.False(plan.Writes);
    }

    [Fact]
    public void Decide_EveryPoolRefused_SaysNoCapacity()
    {
        var refused = Small.Zones.Select(zone => new CapacityRefusal(new InstancePool(new("g6.2xlarge"), zone), Now, Now.AddMinutes(1), 1));

        var plan = Decide(Wanting(Small, [1]) with { Capacity = new CapacitySnapshot([.. refused]) });

        Assert.Equal(ScalingLimit.NoCapacity, plan.Decision.Components[0].Limit);
        Assert.False(plan.Writes);
    }

    [Fact]
    public void Decide_CopiesPackedForALargeType_AskForNoneThatCannotHoldThem()
    {
        // Whichever pool gives the instance, all copies that were placed on it must fit.
        var spec = SpecExamples.Valid with { InstanceTypes = [new("g6.12xlarge"), new("g6.2xlarge"), new("g5.12xlarge"), new("g6.48xlarge"), new("g6e.xlarge")] };

        var launch = Assert.Single(Decide(Wanting(spec, [4])).Decision.Launches);

        Assert.Equal(["g6.12xlarge", "g5.12xlarge", "g6.48xlarge"], launch.Pools.Select(pool => pool.Type.Value).Distinct());
    }

    [Fact]
    public void Decide_TypeWithLessMemory_IsNotAskedAsASecondChoice()
    {
        var spec = SpecExamples.Valid with { InstanceTypes = [new("g6.2xlarge"), new("g6.xlarge"), new("g5.2xlarge")] };

        var plan = Decide(Wanting(spec, [1]));

        Assert.Equal(["g6.2xlarge", "g5.2xlarge"], plan.Decision.Launches[0].Pools.Select(pool => pool.Type.Value).Distinct());

        // It stays an option: the next launch would ask for it, were the others refused.
        Assert.Equal(["g6.xlarge", "g5.2xlarge"], plan.Decision.Placements[0].NotTaken.Select(option => option.Pool.Type.Value));
    }

    [Fact]
    public void Decide_LargeTypeRefused_FallsBackOnTheNext()
    {
        var spec = SpecExamples.Valid with { InstanceTypes = [new("g6.12xlarge"), new("g6.2xlarge")] };
        var refused = spec.Zones.Select(zone => new CapacityRefusal(new InstancePool(new("g6.12xlarge"), zone), Now, Now.AddMinutes(1), 1));

        var plan = Decide(Wanting(spec, [4]) with { Capacity = new CapacitySnapshot([.. refused]) });

        Assert.Equal(4, plan.Decision.Launches.Length);
        Assert.All(plan.Decision.Launches, launch => Assert.Equal("g6.2xlarge", launch.Pools[0].Type.Value));
    }

    [Fact]
    public void Decide_NewLaunch_IsWholeInItsIntent()
    {
        var plan = Decide(Wanting(SpecExamples.Valid, [2]) with { NextDecision = 17 });

        var change = plan.Changes[0];
        var launch = change.Intent.Launch!;
        Assert.Equal((0, 1, 1), (change.Ordinal, change.Intent.Version, launch.Generation));
        Assert.Equal(plan.Decision.Launches[0].Pools, launch.Pools);
        Assert.Equal([Chat.Image.Digest], launch.Images.ToArray());
        Assert.Equal(SpecExamples.Valid.Cache, launch.Cache);
        Assert.Equal(Now + SpecExamples.Valid.Limits.BootDeadline, launch.BootDeadline);
        Assert.Equal(17, launch.Decision.Number);
        Assert.Equal(Now + SpecExamples.Valid.Limits.CopyDeadline, change.Intent.Copies[0].ReadyDeadline);
        Assert.Null(change.EmptySince);
    }

    [Theory]
    [InlineData(4, 4, 5)]
    [InlineData(4, 3, 5)]
    [InlineData(2, 3, 4)]
    public void Decide_FreeSlot_IsUsedAgainUnderTheNextGeneration(int launch, int reported, int next)
    {
        var free = new SlotExample { Ordinal = 1, Phase = SlotPhase.Vacant, Launch = launch, Generation = reported, Release = true };

        var plan = Decide(Wanting(Small, [3], new SlotExample { Copies = [new(1, CopyPhase.Ready)] }, free));

        Assert.Equal([(1, next), (2, 1)], plan.Decision.Launches.Select(launched => (launched.Slot, launched.Generation)));
        Assert.Equal(6, plan.Changes[0].Intent.Version);
        Assert.False(plan.Changes[0].Intent.Release);
    }

    [Fact]
    public void Decide_SlotReleasedButNotHeardOfYet_IsNotUsedAgain()
    {
        // Its instance may be launching.
        var unheard = new SlotExample { Phase = SlotPhase.Vacant, Generation = 0, Release = true, HasHeard = false };

        Assert.Equal(1, Assert.Single(Decide(Wanting(Small, [1], unheard)).Decision.Launches).Slot);
    }

    [Fact]
    public void Decide_OrdinalMissing_IsFilled()
    {
        var plan = Decide(Wanting(Small, [2], new SlotExample { Ordinal = 1, Copies = [new(1, CopyPhase.Ready)] }));

        Assert.Equal(0, Assert.Single(plan.Decision.Launches).Slot);
        Assert.Equal(0, Assert.Single(plan.Changes).Ordinal);
    }

    [Fact]
    public void Decide_OptionOfANewInstance_NamesTheSlotItWouldUse()
    {
        var spec = Small with { Limits = new InstanceLimits { MaxInstances = 5 } };
        var free = new SlotExample { Phase = SlotPhase.Vacant, Release = true };

        var placement = Assert.Single(Decide(Wanting(spec, [1], free, new SlotExample { Ordinal = 1 })).Decision.Placements);

        Assert.Equal(0, Assert.Single(placement.NotTaken).Slot);
    }

    [Fact]
    public void Decide_LaunchesUsedUp_NewInstanceIsNoOption()
    {
        var plan = Decide(Wanting(Small with { Limits = new InstanceLimits { LaunchesPerMinute = 1 } }, [1], new SlotExample()) with { RecentLaunches = [Now] });

        Assert.Empty(Assert.Single(plan.Decision.Placements).NotTaken);
    }
}
