using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Catalog;
using Autoscaler.Decisions.Fleets;
using Autoscaler.Decisions.Tests.Examples;
using Autoscaler.Decisions.Tests.Specs;
using static Autoscaler.Decisions.Tests.Examples.SnapshotExamples;

namespace Autoscaler.Decisions.Tests.Placement;

/// <summary>Copies of several components and sizes on the same instances.</summary>
public sealed class SharedInstancesTests
{
    private static readonly ComponentSpec Chat = SpecExamples.Component;
    private static readonly ComponentSpec Large = Chat with
    {
        Name = new("large"), AcceleratorsPerCopy = 4, MinCopies = 0, Image = Chat.Image with { Digest = SpecExamples.Digest('c') },
    };

    private static readonly EndpointSpec Spec = SpecExamples.Valid with { Components = [Chat, Large], InstanceTypes = [new("g6.48xlarge")] };

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 200)];

    [Fact]
    public void Decide_LargeAndSmallMissing_PlacesTheLargeFirstAndSharesItsInstance()
    {
        var plan = Decide(Wanting(Spec, [4, 1]).Caching(Chat.Image.Digest, Large.Image.Digest));

        Assert.Single(plan.Decision.Launches);
        Assert.Equal(Large.Name, plan.Decision.Placements[0].Copy.Component);
        Assert.All(plan.Decision.Placements[1..], placement => Assert.Equal(PlacementClass.Booting, placement.Chosen.Class));
        Assert.Equal([Chat.Image.Digest, Large.Image.Digest], Assert.Single(plan.Changes).Intent.Launch!.Images.ToArray());

        // The launch brings this image too.
        Assert.All(plan.Decision.Placements, placement => Assert.Equal(StartupMechanism.SnapshotRate, placement.Chosen.Mechanism));
    }

    [Fact]
    public void Decide_SeveralComponentsInOneDecision_ShareTheMemoryToo()
    {
        // 206 GB: after the two of the first there are 26 GB left, and two accelerators.
        var spec = Spec with
        {
            Components = [Chat with { MemoryPerCopy = ByteCount.FromGigabytes(90) }, Chat with { Name = new("second"), MemoryPerCopy = ByteCount.FromGigabytes(20) }],
            InstanceTypes = [new("g6.12xlarge")],
        };

        var plan = Decide(Wanting(spec, [2, 2], new SlotExample { Type = "g6.12xlarge" }));

        Assert.Equal([0, 0, 0, 1], plan.Decision.Placements.Select(placement => placement.Chosen.Slot));
    }

    [Fact]
    public void Decide_SmallCopies_FillTheTightestAndLeaveRoomForALargeOne()
    {
        SlotExample Slot(int ordinal, int small) => new()
        {
            Ordinal = ordinal,
            Type = "g6.48xlarge",
            Disk = SlotExample.Warm(Chat, Large),
            Copies = [.. Enumerable.Range(1, small).Select(i => new CopyExample((100 * ordinal) + i, CopyPhase.Ready))],
        };

        var plan = Decide(Wanting(Spec, [13, 0], Slot(0, 1), Slot(1, 5), Slot(2, 4)));
        var after = Decide(Wanting(Spec, [13, 2], Slot(0, 1), Slot(1, 8), Slot(2, 4)));

        Assert.Equal([1, 1, 1], plan.Decision.Placements.Select(placement => placement.Chosen.Slot));
        Assert.Equal([2, 0], after.Decision.Placements.Select(placement => placement.Chosen.Slot));
        Assert.Empty(after.Decision.Launches);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Decide_AnyFleet_FitsAndWastesNoRunningInstance(int seed)
    {
        var random = new Random(seed);
        var spec = AnySpec(random);
        var slots = Enumerable.Range(0, random.Next(0, 6)).Select(i => AnySlot(random, spec, i)).ToArray();
        var snapshot = Wanting(spec, [.. spec.Components.Select(_ => (int?)random.Next(0, 12))], slots);

        var plan = Decide(snapshot);

        var after = After(snapshot, plan);
        foreach (var slot in after.Slots.Where(slot => slot.TakesCopies))
        {
            Assert.True(slot.FreeAccelerators >= 0, $"seed {seed}: slot {slot.Ordinal} has {slot.FreeAccelerators} accelerators free");
            var memory = slot.Copies.Where(copy => !copy.IsOver).Sum(copy => copy.Intent.Order.Memory.Value);
            Assert.True(memory <= slot.Type!.HostMemory.Value, $"seed {seed}: slot {slot.Ordinal} holds {memory} of {slot.Type.HostMemory.Value} B");
        }

        foreach (var placement in plan.Decision.Placements.Where(placement => placement.Chosen.Class >= PlacementClass.NewFromCache))
        {
            var component = spec.Find(placement.Copy.Component)!;
            var wasted = after.Slots.FirstOrDefault(slot => slot.State == FleetSlotState.Running
                && slot.FreeAccelerators >= component.AcceleratorsPerCopy && slot.FreeMemory.Value >= component.MemoryPerCopy.Value);
            Assert.True(wasted is null, $"seed {seed}: {placement.Copy} launches an instance though slot {wasted?.Ordinal} has room");
        }

        foreach (var component in plan.Decision.Components)
        {
            var placed = plan.Decision.Placements.Count(placement => placement.Copy.Component == component.Component);
            var missing = Math.Max(0, component.Wanted - component.Ready - component.Coming);
            Assert.True(placed == missing || component.Limit != ScalingLimit.None, $"seed {seed}: {component} placed {placed}");
            Assert.True(placed <= missing, $"seed {seed}: {component} placed {placed}");
            var drained = plan.Decision.Drains.Count(drain => drain.Copy.Component == component.Component);
            Assert.Equal(Math.Max(0, component.Ready + component.Coming - component.Wanted), drained);
        }
    }

    private static Fleet After(EndpointSnapshot snapshot, EndpointPlan plan)
    {
        var slots = snapshot.Fleet.Slots.ToDictionary(slot => slot.Ordinal);
        foreach (var change in plan.Changes)
        {
            var report = slots.TryGetValue(change.Ordinal, out var slot) ? slot.Report : SlotReport.Untouched(new(snapshot.Spec.Id, change.Ordinal));
            slots[change.Ordinal] = new FleetSlot(change, report);
        }

        return Fleet.Of([.. slots.Values.OrderBy(slot => slot.Ordinal)]);
    }

    private static EndpointSpec AnySpec(Random random) => SpecExamples.Valid with
    {
        Components =
        [
            .. Enumerable.Range(0, random.Next(1, 4)).Select(i => Chat with
            {
                Name = new($"c{i}"),
                MinCopies = 0,
                AcceleratorsPerCopy = random.Next(1, 5),
                MemoryPerCopy = ByteCount.FromGigabytes(random.Next(0, 150)),
                Image = Chat.Image with { Digest = SpecExamples.Digest("abc"[i]) },
            }),
        ],
        InstanceTypes = random.Next(2) == 0 ? [new("g6.12xlarge"), new("g6.48xlarge")] : [new("g6.48xlarge"), new("g6.2xlarge"), new("g6.12xlarge")],
        Limits = new InstanceLimits { MaxInstances = random.Next(3, 12) },
    };

    private static SlotExample AnySlot(Random random, EndpointSpec spec, int ordinal)
    {
        var type = InstanceTypeCatalog.Find(spec.InstanceTypes[random.Next(spec.InstanceTypes.Length)])!;
        var (accelerators, memory) = (type.Accelerators, type.HostMemory.Value);
        var copies = ImmutableArray.CreateBuilder<CopyExample>();
        for (var i = 0; i < 8; i++)
        {
            var component = spec.Components[random.Next(spec.Components.Length)];
            if (component.AcceleratorsPerCopy <= accelerators && component.MemoryPerCopy.Value <= memory && random.Next(3) == 0)
            {
                accelerators -= component.AcceleratorsPerCopy;
                memory -= component.MemoryPerCopy.Value;
                CopyPhase? phase = random.Next(5) == 0 ? null : (CopyPhase)random.Next(0, 6);
                copies.Add(new CopyExample((ordinal * 10) + i, phase, (CopyGoal)random.Next(0, 2), component));
            }
        }

        var phases = new[] { SlotPhase.Launching, SlotPhase.Booting, SlotPhase.Running, SlotPhase.Running, SlotPhase.Running, SlotPhase.Terminating };
        return new SlotExample
        {
            Ordinal = ordinal,
            Type = type.Name.Value,
            Phase = phases[random.Next(phases.Length)],
            Copies = copies.ToImmutable(),
            Disk = random.Next(2) == 0 ? DiskContents.Empty : SlotExample.Warm(spec.Components[0]),
        };
    }
}
