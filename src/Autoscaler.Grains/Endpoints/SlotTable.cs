using Autoscaler.Contracts.Slots;
using Autoscaler.Decisions.Fleets;

namespace Autoscaler.Grains.Endpoints;

/// <summary>What an endpoint asked of its slots beside what they reported, and the fleet that follows; made anew only after a change.</summary>
internal sealed class SlotTable
{
    // By ordinal; ordinals are dense from 0. Null where nothing was heard yet.
    private SlotReport?[] _reports = [];
    private ImmutableArray<SlotAssignment> _assignments = [];
    private EndpointId _endpoint;
    private Fleet? _fleet = Fleet.Empty;
    private bool? _hasUntold = false;

    /// <summary>Counts the changes.</summary>
    public long ChangeCount { get; private set; }

    public Fleet Fleet => _fleet ??= Fleet.Of([.. _assignments.Select(assignment => new FleetSlot(assignment, ReportOf(assignment.Ordinal)))]);

    /// <summary>Whether a slot does not hold its latest intent, as far as is known.</summary>
    public bool HasUntold => _hasUntold ??= Untold().Any();

    public ImmutableArray<SlotReport> Reports => [.. _reports.OfType<SlotReport>()];

    public IEnumerable<int> Ordinals => _assignments.Select(assignment => assignment.Ordinal);

    public IEnumerable<int> OrdinalsWithInstances => Fleet.Slots.Where(slot => slot.HoldsInstance).Select(slot => slot.Ordinal);

    /// <summary>Slots whose instance comes or goes, or on which a copy does.</summary>
    public IEnumerable<int> OrdinalsUnderWay => Fleet.Slots
        .Where(slot => slot.State is FleetSlotState.Coming or FleetSlotState.Leaving || slot.Copies.Any(copy => copy.State != FleetCopyState.Ready))
        .Select(slot => slot.Ordinal);

    /// <summary>Assignments without copies: of an endpoint that is gone, so that one made anew does not find copies that never came to be.</summary>
    public static ImmutableArray<SlotAssignment> WithoutCopies(ImmutableArray<SlotAssignment> assignments) =>
    [
        .. assignments.Select(assignment => assignment.Intent.Copies.IsEmpty ? assignment : assignment with
        {
            Intent = assignment.Intent with { Version = assignment.Intent.Version + 1, Copies = [] },
        }),
    ];

    /// <summary>Assignments with some replaced or added, by ordinal.</summary>
    public static ImmutableArray<SlotAssignment> Merge(ImmutableArray<SlotAssignment> assignments, ImmutableArray<SlotAssignment> changes)
    {
        if (changes.IsEmpty)
        {
            return assignments;
        }

        var merged = new SortedDictionary<int, SlotAssignment>();
        foreach (var assignment in assignments.Concat(changes))
        {
            merged[assignment.Ordinal] = assignment;
        }

        return [.. merged.Values];
    }

    public void Assign(ImmutableArray<SlotAssignment> assignments, EndpointId endpoint)
    {
        _assignments = assignments;
        _endpoint = endpoint;
        Change();
    }

    /// <summary>Records a report unless a newer one is known.</summary>
    public void Record(SlotReport report)
    {
        var ordinal = report.Slot.Ordinal;
        if (ordinal >= _reports.Length)
        {
            Array.Resize(ref _reports, ordinal + 1);
        }

        if (_reports[ordinal] is not { } known || report.Version > known.Version)
        {
            _reports[ordinal] = report;
            Change();
        }
    }

    public IEnumerable<SlotAssignment> Untold() => _assignments.Where(assignment => ReportOf(assignment.Ordinal).IntentVersion < assignment.Intent.Version);

    /// <summary>Asks slots how they are.</summary>
    public async Task AskAsync(IGrainFactory grains, EndpointId endpoint, IEnumerable<int> ordinals, CancellationToken cancellationToken)
    {
        foreach (var some in ordinals.Chunk(32))
        {
            var reports = await Task.WhenAll(some.Select(ordinal =>
                grains.GetGrain<IInstanceSlotGrain>(new SlotId(endpoint, ordinal).ToString()).GetReportAsync(KnownVersionOf(ordinal), cancellationToken).AsTask()));
            foreach (var report in reports)
            {
                Record(report);
            }
        }
    }

    private long KnownVersionOf(int ordinal) => ordinal < _reports.Length && _reports[ordinal] is { } report ? report.Version : 0;

    private SlotReport ReportOf(int ordinal) => ordinal < _reports.Length && _reports[ordinal] is { } report ? report : SlotReport.Untouched(new SlotId(_endpoint, ordinal));

    private void Change()
    {
        ChangeCount++;
        _fleet = null;
        _hasUntold = null;
    }
}
