using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Slots;
using Autoscaler.Decisions.Catalog;
using Autoscaler.Decisions.Fleets;

namespace Autoscaler.Decisions.Placement;

/// <summary>A slot while a decision is being made: what is asked of it so far, and the room that leaves.</summary>
internal sealed class DraftSlot
{
    private LaunchIntent? _launch;
    private bool _release;
    private DateTimeOffset? _emptySince;
    private bool _intentChanged;
    private bool _emptinessChanged;

    public DraftSlot(FleetSlot slot)
    {
        Source = slot;
        Ordinal = slot.Ordinal;
        State = slot.State;
        Type = slot.Type;
        FreeAccelerators = slot.FreeAccelerators;
        FreeMemoryBytes = slot.FreeMemory.Value;
        LiveCopyCount = slot.LiveCopyCount;
        Zone = (slot.Report.Pool ?? FirstPool(slot.Assignment.Intent.Launch))?.Zone;
        _launch = slot.Assignment.Intent.Launch;
        _release = slot.Assignment.Intent.Release;
        _emptySince = slot.Assignment.EmptySince;
        Copies = slot.Assignment.Intent.Copies;
    }

    public DraftSlot(int ordinal)
    {
        Ordinal = ordinal;
        State = FleetSlotState.Free;
    }

    /// <summary>The slot as it was; null for one that never was used.</summary>
    public FleetSlot? Source { get; }

    public int Ordinal { get; }

    public FleetSlotState State { get; private set; }

    public InstanceTypeSpec? Type { get; private set; }

    public ZoneName? Zone { get; private set; }

    public int FreeAccelerators { get; private set; }

    public long FreeMemoryBytes { get; private set; }

    /// <summary>Copies that are not over, draining ones included.</summary>
    public int LiveCopyCount { get; private set; }

    public DateTimeOffset? EmptySince => _emptySince;

    public bool IsChanged => _intentChanged || _emptinessChanged;

    public bool IsLaunchedHere { get; private set; }

    public bool TakesCopies => State is FleetSlotState.Coming or FleetSlotState.Running;

    public ImmutableArray<CopyIntent> Copies { get; private set; } = [];

    public int NextGeneration => (Source is { } source ? Math.Max(source.Report.Generation, source.Assignment.Intent.Launch?.Generation ?? 0) : 0) + 1;

    /// <summary>Whether the instance that comes is launched to have the image, or weights, on its volumes.</summary>
    public bool IsLaunchedWith(ImageDigest content) => IsLaunchedHere || (_launch is { } launch && launch.Images.Contains(content));

    /// <summary>How many more copies of this size fit.</summary>
    public int RoomFor(int accelerators, ByteCount memory)
    {
        var byAccelerators = FreeAccelerators / accelerators;
        return memory.Value <= 0 ? byAccelerators : (int)Math.Min(byAccelerators, FreeMemoryBytes / memory.Value);
    }

    public void Add(CopyIntent copy)
    {
        Copies = Copies.Add(copy);
        FreeAccelerators -= copy.Order.Accelerators;
        FreeMemoryBytes -= copy.Order.Memory.Value;
        LiveCopyCount++;
        _emptySince = null;
        _intentChanged = true;
    }

    public void SetGoal(CopyId id, CopyGoal goal, DateTimeOffset? drainDeadline)
    {
        var copy = Copies.First(copy => copy.Order.Id == id);
        Copies = Copies.Replace(copy, copy with { Goal = goal, DrainDeadline = drainDeadline });
        _intentChanged = true;
    }

    /// <summary>Takes a copy off that is over; its room was free already.</summary>
    public void Remove(CopyId id)
    {
        Copies = Copies.RemoveAll(copy => copy.Order.Id == id);
        _intentChanged = true;
    }

    public void Launch(LaunchIntent launch, InstanceTypeSpec type, ZoneName zone)
    {
        _launch = launch;
        _release = false;
        _emptySince = null;
        _intentChanged = true;
        IsLaunchedHere = true;
        State = FleetSlotState.Coming;
        Type = type;
        Zone = zone;
        FreeAccelerators = type.Accelerators;
        FreeMemoryBytes = type.HostMemory.Value;
    }

    /// <summary>Gives the launch that was drafted here the images, and cached weights, of the copies that were placed on it.</summary>
    public void SetLaunchContents()
    {
        var images = new SortedSet<ImageDigest>();
        foreach (var copy in Copies)
        {
            images.Add(copy.Order.Image.Digest);
            if (copy.Order is { CachesWeights: true, Weights: { } weights })
            {
                images.Add(WeightsContent.IdOf(weights.Version));
            }
        }

        _launch = _launch! with { Images = [.. images] };
    }

    public void Release()
    {
        _release = true;
        _emptySince = null;
        _intentChanged = true;
        State = FleetSlotState.Leaving;
    }

    public void MarkEmpty(DateTimeOffset? since)
    {
        if (_emptySince != since)
        {
            _emptySince = since;
            _emptinessChanged = true;
        }
    }

    public SlotAssignment Build() => new()
    {
        Ordinal = Ordinal,
        EmptySince = _emptySince,
        Intent = _intentChanged || Source is null
            ? new SlotIntent
            {
                Version = (Source?.Assignment.Intent.Version ?? 0) + 1,
                Launch = _launch,
                Copies = Copies,
                Release = _release,
            }
            : Source.Assignment.Intent,
    };

    private static InstancePool? FirstPool(LaunchIntent? launch) => launch is { Pools: [var first, ..] } ? first : null;
}
