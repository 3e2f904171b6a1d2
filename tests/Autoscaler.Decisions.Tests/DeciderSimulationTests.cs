using System.Text.Json;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Fleets;
using Autoscaler.Decisions.Tests.Fakes;
using Autoscaler.Decisions.Tests.Specs;

namespace Autoscaler.Decisions.Tests;

/// <summary>Hundreds of ticks over random specs, demands and troubles. A failure names its seed and tick.</summary>
public sealed class DeciderSimulationTests
{
    private const int TroubledTicks = 400;
    private const int CalmTicks = 600;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Decide_RandomRun_KeepsItsInvariantsAndComesToRest(int seed)
    {
        var random = new Random(seed);
        var endpoint = new FakeEndpoint(AnySpec(random), FakeBehaviour.Troubled, random);
        var run = new Checks(endpoint, seed);
        var levels = endpoint.Spec.Components.Select(_ => 0.0).ToArray();
        for (var tick = 0; tick < TroubledTicks; tick++)
        {
            for (var i = 0; i < levels.Length; i++)
            {
                levels[i] = random.Next(25) == 0 ? Math.Max(0, random.NextDouble() - 0.2) * 12 * endpoint.Spec.Components[i].MaxCopies : levels[i];
            }

            Steer(endpoint, random);
            run.Tick([.. levels.Select(level => random.Next(6) == 0 ? null : (double?)(level * (0.95 + (0.1 * random.NextDouble()))))]);
        }

        endpoint.IsPaused = false;

        // Without troubles and with steady demand everything wanted is there in the end, or a limit says why not.
        endpoint.Behaviour = FakeBehaviour.Sound;
        EndpointPlan last = null!;
        for (var tick = 0; tick < CalmTicks; tick++)
        {
            last = run.Tick([.. levels.Select(level => (double?)level)]);
        }

        Assert.False(last.Writes, $"seed {seed}: still acts: {JsonSerializer.Serialize(last.Decision)}");
        foreach (var component in last.Decision.Components)
        {
            var isThere = component.Ready == component.Wanted && component.Coming == 0 && component.Draining == 0;
            var isLimited = component.Limit is ScalingLimit.MaxInstances or ScalingLimit.NoInstanceTypeFits;
            Assert.True(isThere || isLimited, $"seed {seed}: {component}");
        }
    }

    private static void Steer(FakeEndpoint endpoint, Random random)
    {
        var component = endpoint.Spec.Components[random.Next(endpoint.Spec.Components.Length)];
        switch (random.Next(60))
        {
            case 0:
                endpoint.IsPaused = !endpoint.IsPaused;
                break;
            case 1:
                var set = new CopyOverride(component.Name, random.Next(0, component.MaxCopies + 2), endpoint.Now.AddMinutes(random.Next(1, 8)), "somebody");
                endpoint.Overrides = [.. endpoint.Overrides.RemoveAll(other => other.Component == component.Name), set];
                break;
            case 2:
                endpoint.Activations = [.. endpoint.Activations.RemoveAll(other => other.Component == component.Name), new ComponentActivation(component.Name, endpoint.Now)];
                break;
            default:
                break;
        }
    }

    private static EndpointSpec AnySpec(Random random)
    {
        InstanceTypeName[] types = [new("g6.2xlarge"), new("g6.12xlarge"), new("g6.48xlarge"), new("g5.2xlarge")];
        random.Shuffle(types);
        var most = random.Next(1, types.Length + 1);
        return SpecExamples.Valid with
        {
            Components = [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => AnyComponent(random, i))],
            InstanceTypes = [.. types.Take(most)],
            Limits = new InstanceLimits { MaxInstances = random.Next(2, 12), LaunchesPerMinute = random.Next(1, 8) },
            Retention = new RetentionPolicy { Max = TimeSpan.FromMinutes(random.Next(1, 20)) },
        };
    }

    private static ComponentSpec AnyComponent(Random random, int index) => SpecExamples.Component with
    {
        Name = new($"c{index}"),
        Image = SpecExamples.Component.Image with { Digest = SpecExamples.Digest("abc"[index]) },
        Weights = random.Next(3) == 0 ? null : SpecExamples.Component.Weights! with { Version = new($"s3://models/c{index}@v1") },
        AcceleratorsPerCopy = 1 << random.Next(0, 3),
        MemoryPerCopy = ByteCount.FromGigabytes(random.Next(1, 60)),
        MinCopies = random.Next(0, 3),
        MaxCopies = random.Next(3, 16),
        Policy = new ScalingPolicy
        {
            Panic = random.Next(3) == 0 ? null : new PanicPolicy(),
            ScaleIn = new ScaleInPolicy { StabilizationWindow = TimeSpan.FromSeconds(random.Next(0, 600)), MaxShrinkRatio = 0.1 + (0.9 * random.NextDouble()) },
            ScaleToZero = new ScaleToZeroPolicy { IdleGrace = TimeSpan.FromSeconds(random.Next(0, 900)) },
            Runaway = new RunawayPolicy { MaxFailures = random.Next(2, 6), Window = TimeSpan.FromMinutes(random.Next(1, 20)) },
        },
    };

    /// <summary>What must hold after each tick.</summary>
    private sealed class Checks(FakeEndpoint endpoint, int seed)
    {
        private readonly Dictionary<int, SlotIntent> _intents = [];
        private readonly HashSet<CopyId> _placed = [];
        private int _tick;

        public EndpointPlan Tick(double?[] demand)
        {
            _tick++;
            var (snapshot, plan) = endpoint.Tick(demand);
            CheckPlan(snapshot, plan);
            CheckIntents(plan);
            CheckFleet(endpoint.Fleet);
            return plan;
        }

        private void CheckPlan(EndpointSnapshot snapshot, EndpointPlan plan)
        {
            var fresh = plan.Decision.Placements.Where(placement => placement.Chosen.Class != PlacementClass.Undrain).Select(placement => placement.Copy).ToArray();
            Require(fresh.All(_placed.Add), "a copy number was used before");
            Require(fresh.All(copy => copy.Number >= snapshot.NextCopy && copy.Number < plan.NextCopy), "a copy number is outside what was counted");
            Require(plan.NextCopy - snapshot.NextCopy == fresh.Length, "copy numbers are not counted");
            Require(plan.Writes || plan.Changes.IsEmpty, "a hold changes slots");
            foreach (var component in plan.Decision.Components)
            {
                var spec = snapshot.Spec.Find(component.Component)!;
                var steering = snapshot.SteeringOf(component.Component);
                Require(component.Wanted <= spec.MaxCopies, $"{component} is above the maximum");
                Require(component.Wanted >= spec.MinCopies || steering.Copies is not null || steering.IsPaused, $"{component} is below the minimum");
                Require(steering.IsPaused || steering.Copies is not { } copies || component.Wanted == Math.Min(copies, spec.MaxCopies), $"{component} is not what was set, {steering.Copies}");
            }

            Require(!snapshot.IsPaused || !plan.Decision.Acts, "a paused endpoint acts");

            var launches = plan.Decision.Launches.Length + snapshot.RecentLaunches.Count(at => snapshot.Now - at < TimeSpan.FromMinutes(1));
            Require(launches <= snapshot.Spec.Limits.LaunchesPerMinute || plan.Decision.Launches.IsEmpty, "more launches than a minute may see");
            foreach (var placement in plan.Decision.Placements)
            {
                Require(placement.Chosen.ExpectedReadyAt >= snapshot.Now, "a copy is expected in the past");
                Require(placement.Chosen.ExpectedReadyAt < snapshot.Now.AddHours(2), "a copy is expected too late");
                Require(placement.NotTaken.All(option => option.Class >= placement.Chosen.Class), "a better class was not taken");
            }
        }

        private void CheckIntents(EndpointPlan plan)
        {
            var changed = plan.Changes.Select(change => change.Ordinal).ToArray();
            Require(changed.SequenceEqual(changed.Order().Distinct()), "changes are not by ordinal");
            foreach (var (ordinal, assignment) in endpoint.Assignments)
            {
                var before = _intents.GetValueOrDefault(ordinal, SlotIntent.None);
                var after = assignment.Intent;
                var same = JsonSerializer.Serialize(before with { Version = 0 }) == JsonSerializer.Serialize(after with { Version = 0 });
                Require(after.Version == before.Version + (same ? 0 : 1), $"slot {ordinal} went from version {before.Version} to {after.Version}");
                var (old, launched) = (before.Launch?.Generation ?? 0, after.Launch?.Generation ?? 0);
                Require(launched == old || launched == old + 1, $"slot {ordinal} went from generation {old} to {launched}");
                var images = after.Copies.Select(copy => copy.Order.Image.Digest).Distinct().Order();
                Require(launched == old || after.Launch!.Images.SequenceEqual(images), $"slot {ordinal} is not launched with its copies' images");
                Require(assignment.EmptySince is null || after.Copies.IsEmpty, $"slot {ordinal} is empty, and holds copies");
                Require(!before.Release || after.Release || launched > old, $"slot {ordinal} was released and is not any more");
                _intents[ordinal] = after;
            }
        }

        private void CheckFleet(Fleet fleet)
        {
            Require(fleet.InstanceCount <= endpoint.Spec.Limits.MaxInstances, $"{fleet.InstanceCount} instances");
            Require(endpoint.TrueReports.Count(report => report.Phase != SlotPhase.Vacant) <= endpoint.Spec.Limits.MaxInstances, "more instances than allowed");
            var ids = fleet.Slots.SelectMany(slot => slot.Copies).Select(copy => copy.Id).ToArray();
            Require(ids.Distinct().Count() == ids.Length, "a copy is in two slots");
            foreach (var slot in fleet.Slots.Where(slot => slot.HoldsInstance))
            {
                var memory = slot.Copies.Where(copy => !copy.IsOver).Sum(copy => copy.Intent.Order.Memory.Value);
                Require(slot.FreeAccelerators >= 0, $"slot {slot.Ordinal} has {slot.FreeAccelerators} accelerators free");
                Require(memory <= slot.Type!.HostMemory.Value, $"slot {slot.Ordinal} holds {memory} of {slot.Type.HostMemory.Value} B");
            }
        }

        private void Require(bool holds, string what) => Assert.True(holds, $"seed {seed}, tick {_tick}: {what}");
    }
}
