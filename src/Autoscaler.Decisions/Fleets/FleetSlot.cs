using Autoscaler.Contracts.Slots;
using Autoscaler.Decisions.Catalog;

namespace Autoscaler.Decisions.Fleets;

/// <summary>A slot as a decision sees it: what was asked of it, what it reported, and what follows. Immutable.</summary>
public sealed class FleetSlot
{
    /// <summary>Puts an assignment and the latest report together.</summary>
    public FleetSlot(SlotAssignment assignment, SlotReport report)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        ArgumentNullException.ThrowIfNull(report);
        Assignment = assignment;
        Report = report;
        HasGivenUp = GaveUp(assignment.Intent, report);
        State = StateOf(assignment.Intent, report, HasGivenUp);
        Type = State == FleetSlotState.Free ? null : TypeOf(assignment.Intent, report);
        Copies = CopiesOf(assignment.Intent, report, HasGivenUp);
        var accelerators = 0;
        var memory = 0L;
        var live = 0;
        foreach (var copy in Copies)
        {
            if (!copy.IsOver)
            {
                accelerators += copy.Intent.Order.Accelerators;
                memory += copy.Intent.Order.Memory.Value;
                live++;
            }
        }

        LiveCopyCount = live;
        FreeAccelerators = (Type?.Accelerators ?? 0) - accelerators;
        FreeMemory = new ByteCount(Math.Max(0, (Type?.HostMemory.Value ?? 0) - memory));
    }

    /// <summary>What the endpoint wrote.</summary>
    public SlotAssignment Assignment { get; }

    /// <summary>What the slot reported last.</summary>
    public SlotReport Report { get; }

    /// <summary>What the slot can be used for.</summary>
    public FleetSlotState State { get; }

    /// <summary>The type of the instance, or of the one that will most likely come; null for a free slot.</summary>
    public InstanceTypeSpec? Type { get; }

    /// <summary>The copies of the intent, by number.</summary>
    public ImmutableArray<FleetCopy> Copies { get; }

    /// <summary>Copies that are not over.</summary>
    public int LiveCopyCount { get; }

    /// <summary>Accelerators that no copy occupies.</summary>
    public int FreeAccelerators { get; }

    /// <summary>Host memory that no copy occupies.</summary>
    public ByteCount FreeMemory { get; }

    /// <summary>Whether the intended launch came to nothing, so that its copies must go elsewhere.</summary>
    public bool HasGivenUp { get; }

    /// <summary>The ordinal.</summary>
    public int Ordinal => Assignment.Ordinal;

    /// <summary>Whether copies can be placed.</summary>
    public bool TakesCopies => State is FleetSlotState.Coming or FleetSlotState.Running;

    /// <summary>Whether the slot counts against the endpoint's maximum of instances.</summary>
    public bool HoldsInstance => State != FleetSlotState.Free;

    // A launch is over once the slot knows of it and is not, or no longer, getting or holding an instance for it; or once it knows that it need not begin. Until it has
    // heard of its release, it may be launching.
    private static bool GaveUp(SlotIntent intent, SlotReport report) => report.Phase switch
    {
        SlotPhase.Vacant => Begun(intent, report) || (intent.Release && report.IntentVersion >= intent.Version),
        SlotPhase.Terminating => Begun(intent, report),
        _ => false,
    };

    private static bool Begun(SlotIntent intent, SlotReport report) => intent.Launch is { } launch && report.Generation >= launch.Generation;

    private static FleetSlotState StateOf(SlotIntent intent, SlotReport report, bool gaveUp) => report.Phase switch
    {
        SlotPhase.Vacant when intent.Launch is null || gaveUp => FleetSlotState.Free,
        SlotPhase.Terminating or SlotPhase.Draining => FleetSlotState.Leaving,
        _ when intent.Release => FleetSlotState.Leaving,
        SlotPhase.Running when Begun(intent, report) => FleetSlotState.Running,
        _ => FleetSlotState.Coming,
    };

    private static InstanceTypeSpec? TypeOf(SlotIntent intent, SlotReport report)
    {
        var type = report.Pool?.Type ?? (intent.Launch is { Pools: [var first, ..] } ? first.Type : null);
        return type is { } name ? InstanceTypeCatalog.Find(name) : null;
    }

    private static ImmutableArray<FleetCopy> CopiesOf(SlotIntent intent, SlotReport report, bool gaveUp)
    {
        if (intent.Copies.IsEmpty)
        {
            return [];
        }

        var copies = ImmutableArray.CreateBuilder<FleetCopy>(intent.Copies.Length);
        foreach (var asked in intent.Copies)
        {
            var status = StatusOf(report, asked.Order.Id);
            copies.Add(new FleetCopy(asked, status, StateOf(asked, status, report, gaveUp)));
        }

        return copies.MoveToImmutable();
    }

    private static CopyStatus? StatusOf(SlotReport report, CopyId id)
    {
        foreach (var status in report.Copies)
        {
            if (status.Id == id)
            {
                return status;
            }
        }

        return null;
    }

    private static FleetCopyState StateOf(CopyIntent asked, CopyStatus? status, SlotReport report, bool gaveUp) => status?.Phase switch
    {
        CopyPhase.Stopped => FleetCopyState.Stopped,
        CopyPhase.Failed => FleetCopyState.Failed,
        _ when gaveUp && asked.Goal == CopyGoal.Drain => FleetCopyState.Stopped,
        _ when gaveUp && report.Failure?.Kind is SlotFailureKind.BootFailed or SlotFailureKind.Rejected => FleetCopyState.BootFailed,
        _ when gaveUp => FleetCopyState.Displaced,
        _ when asked.Goal == CopyGoal.Drain => FleetCopyState.Draining,
        CopyPhase.Ready => FleetCopyState.Ready,
        _ => FleetCopyState.Coming,
    };
}
