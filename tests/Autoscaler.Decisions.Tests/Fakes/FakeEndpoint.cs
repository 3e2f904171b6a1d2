using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Demand;
using Autoscaler.Decisions.Fleets;
using Autoscaler.Decisions.Tests.Examples;

namespace Autoscaler.Decisions.Tests.Fakes;

/// <summary>An endpoint without grains: records samples and reports, has each tick decided, writes the plan and tells its fake slots.</summary>
internal sealed class FakeEndpoint(EndpointSpec spec, FakeBehaviour behaviour, Random random)
{
    private readonly SortedDictionary<int, SlotAssignment> _assignments = [];
    private readonly SortedDictionary<int, SlotReport> _known = [];
    private readonly SortedDictionary<int, FakeSlot> _slots = [];
    private readonly List<ComponentFailure> _failures = [];
    private readonly List<DateTimeOffset> _launches = [];
    private ImmutableArray<ComponentSnapshot> _components =
    [
        .. spec.Components.Select(component => new ComponentSnapshot(
            component, ComponentDemandState.Start(component.Policy, SnapshotExamples.Period, SnapshotExamples.Now), null, default)),
    ];

    private long _nextDecision = 1;
    private long _nextCopy = 1;

    public DateTimeOffset Now { get; private set; } = SnapshotExamples.Now;

    public FakeBehaviour Behaviour { get; set; } = behaviour;

    public EndpointSpec Spec { get; } = spec;

    public bool IsPaused { get; set; }

    public ImmutableArray<CopyOverride> Overrides { get; set; } = [];

    public ImmutableArray<ComponentActivation> Activations { get; set; } = [];

    public IReadOnlyList<ComponentFailure> Failures => _failures;

    public IReadOnlyDictionary<int, SlotAssignment> Assignments => _assignments;

    public Fleet Fleet => Fleet.Of([.. _assignments.Values.Select(assignment => new FleetSlot(assignment, Known(assignment.Ordinal)))]);

    /// <summary>The slots' own reports, which the endpoint may not know yet.</summary>
    public IEnumerable<SlotReport> TrueReports => _slots.Values.Select(slot => slot.Report);

    public EndpointSnapshot Snapshot() => new()
    {
        Spec = Spec,
        Now = Now,
        Components = _components,
        Fleet = Fleet,
        Cache = CacheReport.Untouched,
        Capacity = CapacitySnapshot.Empty,
        Prices = SnapshotExamples.Prices,
        Failures = [.. _failures],
        RecentLaunches = [.. _launches],
        IsPaused = IsPaused,
        Overrides = Overrides,
        Activations = Activations,
        NextDecision = _nextDecision,
        NextCopy = _nextCopy,
    };

    /// <summary>A tick: time passes, the slots work, samples arrive, a decision is made and carried out.</summary>
    /// <param name="demand">A sample for each component, or null where none arrives.</param>
    /// <param name="dissolves">Whether the endpoint is being deleted.</param>
    public (EndpointSnapshot Snapshot, EndpointPlan Plan) Tick(double?[] demand, bool dissolves = false)
    {
        Now += SnapshotExamples.Period;
        foreach (var slot in _slots.Values)
        {
            slot.Step(Behaviour, Now);
        }

        Listen();
        Record(demand);
        Tell();
        var snapshot = Snapshot();
        var plan = dissolves ? Decider.Dissolve(snapshot, TimeSpan.FromMinutes(10)) : SnapshotExamples.Decide(snapshot);
        Write(plan, dissolves);
        Tell();
        return (snapshot, plan);
    }

    private void Record(double?[] demand)
    {
        for (var i = 0; i < _components.Length; i++)
        {
            if (demand[i] is { } concurrency)
            {
                var component = _components[i];
                var room = Fleet.CountOf(component.Spec.Name).Ready * component.Spec.MaxConcurrencyPerCopy;
                var sample = new DemandSample(Now - SnapshotExamples.Period, concurrency, null);
                _components = _components.SetItem(i, component with { Demand = component.Demand.With([sample], component.Spec.Policy, room) });
            }
        }
    }

    private void Write(EndpointPlan plan, bool dissolves)
    {
        if (!dissolves)
        {
            _components = [.. _components.Select((component, i) => component with { Wanted = plan.Decision.Components[i].Wanted, Panic = plan.Panic[i] })];
        }

        foreach (var change in plan.Changes)
        {
            _assignments[change.Ordinal] = change;
            _slots.TryAdd(change.Ordinal, new FakeSlot(new SlotId(Spec.Id, change.Ordinal), random));
        }

        _failures.AddRange(plan.NewFailures);
        _launches.AddRange(plan.Decision.Launches.Select(_ => Now));
        _launches.RemoveAll(at => Now - at >= TimeSpan.FromMinutes(1));
        _nextCopy = plan.NextCopy;
        _nextDecision += plan.Decision.Acts ? 1 : 0;
    }

    private void Tell()
    {
        foreach (var (ordinal, slot) in _slots)
        {
            if (slot.IntentVersion < _assignments[ordinal].Intent.Version && random.NextDouble() >= Behaviour.UnheardRatio)
            {
                slot.Apply(_assignments[ordinal].Intent);
                _known[ordinal] = slot.Report;
            }
        }
    }

    private void Listen()
    {
        foreach (var (ordinal, slot) in _slots)
        {
            if (random.NextDouble() >= Behaviour.UnreportedRatio)
            {
                _known[ordinal] = slot.Report;
            }
        }
    }

    private SlotReport Known(int ordinal) => _known.TryGetValue(ordinal, out var report) ? report : SlotReport.Untouched(new SlotId(Spec.Id, ordinal));
}
