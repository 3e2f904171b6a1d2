using System.Globalization;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions;
using Autoscaler.Decisions.Catalog;
using Autoscaler.Decisions.Demand;
using Autoscaler.Decisions.Fleets;
using Autoscaler.Decisions.Startup;
using Autoscaler.Simulation.Inputs;

namespace Autoscaler.Simulation.Benchmarks;

/// <summary>Microseconds a decision; medians over the rounds.</summary>
/// <param name="Quiet">Two copies on two instances, one new sample, nothing to do.</param>
/// <param name="BusyHold">100 copies on 50 instances, one new sample, nothing to do.</param>
/// <param name="Busy">100 copies on 50 instances of which one just reported, so that the fleet is made anew, and four copies more are placed.</param>
public sealed record DecisionMicroseconds(double Quiet, double BusyHold, double Busy);

/// <summary>Measures decisions alone.</summary>
public static class DecisionBenchmark
{
    private const int Rounds = 7;
    private const int DecisionsPerRound = 20_000;
    private const double Target = 8;

    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    /// <summary>Runs it.</summary>
    public static DecisionMicroseconds Run(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var decider = new Decider(new StartupModel(StartupRates.Default));
        var quiet = Snapshot(instances: 2, copiesPerInstance: 1, demand: 1.9 * Target);
        var hold = Snapshot(instances: 50, copiesPerInstance: 2, demand: 99 * Target);
        var busy = Snapshot(instances: 50, copiesPerInstance: 2, demand: 113 * Target) with { Components = [Component(100, 113 * Target, maxCopies: 104)] };
        return new DecisionMicroseconds(
            Measure(clock, () => decider.Decide(WithSample(quiet, 1.9 * Target))),
            Measure(clock, () => decider.Decide(WithSample(hold, 99 * Target))),
            Measure(clock, () => decider.Decide(WithSample(busy, 113 * Target) with { Fleet = Fleet.Of(WithReport(busy.Fleet.Slots)) })));
    }

    private static double Measure(TimeProvider clock, Func<EndpointPlan> decide)
    {
        // The tiered compiler has seen it all before the first round.
        for (var i = 0; i < 2 * DecisionsPerRound; i++)
        {
            decide();
        }

        var rounds = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var startedAt = clock.GetTimestamp();
            for (var i = 0; i < DecisionsPerRound; i++)
            {
                decide();
            }

            rounds[round] = clock.GetElapsedTime(startedAt).TotalMicroseconds / DecisionsPerRound;
        }

        return rounds.Order().ElementAt(Rounds / 2);
    }

    private static EndpointSnapshot WithSample(EndpointSnapshot snapshot, double demand)
    {
        var component = snapshot.Components[0];
        var next = component.Demand.With([new DemandSample(Now, demand, demand / 6.5)], component.Spec.Policy, 1200);
        return snapshot with { Components = [component with { Demand = next }] };
    }

    private static ImmutableArray<FleetSlot> WithReport(ImmutableArray<FleetSlot> slots)
    {
        var first = slots[0];
        return slots.SetItem(0, new FleetSlot(first.Assignment, first.Report with { Version = first.Report.Version + 1 }));
    }

    private static EndpointSnapshot Snapshot(int instances, int copiesPerInstance, double demand)
    {
        var copies = instances * copiesPerInstance;
        var component = Component(copies, demand, maxCopies: 1000);
        var slots = Enumerable.Range(0, instances).Select(ordinal => Slot(component.Spec, ordinal, copiesPerInstance)).ToImmutableArray();
        return new EndpointSnapshot
        {
            Spec = DefaultEndpoint.For(SampleTrace.Generate(1)) with { Components = [component.Spec], InstanceTypes = [new("g6.12xlarge")] },
            Now = Now,
            Components = [component],
            Fleet = Fleet.Of(slots),
            Cache = CacheReport.Untouched,
            Capacity = CapacitySnapshot.Empty,
            Prices = InstanceTypeCatalog.All.ToImmutableSortedDictionary(type => type.Name, type => type.OnDemandPrice),
            Failures = [],
            RecentLaunches = [],
            NextDecision = 1,
            NextCopy = copies + 1,
        };
    }

    private static ComponentSnapshot Component(int copies, double demand, int maxCopies)
    {
        var spec = DefaultEndpoint.For(SampleTrace.Generate(1)).Components[0] with { MaxCopies = maxCopies };
        var state = ComponentDemandState.Start(spec.Policy, Period, Now - TimeSpan.FromHours(1));
        for (var at = Now - TimeSpan.FromMinutes(10); at < Now; at += Period)
        {
            state = state.With([new DemandSample(at, demand, demand / 6.5)], spec.Policy, copies * spec.MaxConcurrencyPerCopy);
        }

        return new ComponentSnapshot(spec, state, copies, default);
    }

    private static FleetSlot Slot(ComponentSpec component, int ordinal, int copies)
    {
        var id = new SlotId(new EndpointId(new TenantId("bench"), "chat"), ordinal);
        var orders = Enumerable.Range(1, copies).Select(i => CopyOrder.For(id.Endpoint, component, new CopyId(component.Name, (ordinal * copies) + i), StartupMechanism.Registry, Now)).ToImmutableArray();
        var pool = new InstancePool(new("g6.12xlarge"), new(string.Create(CultureInfo.InvariantCulture, $"us-east-1{(char)('a' + (ordinal % 3))}")));
        var intent = new SlotIntent
        {
            Version = 1,
            Launch = new LaunchIntent { Generation = 1, Pools = [pool], Images = [component.Image.Digest], Cache = new(), BootDeadline = Now, Decision = new(id.Endpoint, 1) },
            Copies = [.. orders.Select(order => new CopyIntent { Order = order, Decision = new(id.Endpoint, 1), ExpectedReadyAt = Now, ReadyDeadline = Now })],
        };
        var report = SlotReport.Untouched(id) with
        {
            Version = 1,
            IntentVersion = 1,
            Generation = 1,
            Phase = SlotPhase.Running,
            PhaseEnteredAt = Now,
            Instance = new InstanceId("i-" + ordinal),
            Pool = pool,
            LaunchedAt = Now,
            Disk = new DiskContents([component.Image.Digest], [component.Weights!.Version]),
            Copies = [.. orders.Select(order => new CopyStatus { Id = order.Id, Phase = CopyPhase.Ready, PhaseEnteredAt = Now, ReadyAt = Now })],
        };
        return new FleetSlot(new SlotAssignment { Ordinal = ordinal, Intent = intent }, report);
    }
}
