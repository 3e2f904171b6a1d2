using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Grains.Slots;

/// <summary>What a slot stores: written before each effect that it announces.</summary>
[GenerateSerializer, Alias("autoscaler.SlotState"), Immutable]
public sealed record SlotState
{
    /// <summary>What the endpoint wants.</summary>
    [Id(0)] public SlotIntent Intent { get; init; } = SlotIntent.None;

    /// <summary>Counts the changes of this state.</summary>
    [Id(1)] public long Version { get; init; }

    /// <summary>The latest launch that was begun; 0 before the first.</summary>
    [Id(2)] public int Generation { get; init; }

    /// <summary>The phase.</summary>
    [Id(3)] public SlotPhase Phase { get; init; }

    /// <summary>When the phase was entered, UTC.</summary>
    [Id(4)] public DateTimeOffset PhaseEnteredAt { get; init; }

    /// <summary>The launch call of this generation, exactly as it is made; null while vacant.</summary>
    [Id(5)] public LaunchRequest? Request { get; init; }

    /// <summary>The instance; null before the cloud gave one, and while vacant.</summary>
    [Id(6)] public InstanceId? Instance { get; init; }

    /// <summary>The pool that gave the instance.</summary>
    [Id(7)] public InstancePool? Pool { get; init; }

    /// <summary>When the cloud gave the instance, UTC.</summary>
    [Id(8)] public DateTimeOffset? LaunchedAt { get; init; }

    /// <summary>What lies on the instance's disks, as its host last said.</summary>
    [Id(9)] public DiskContents Disk { get; init; } = DiskContents.Empty;

    /// <summary>The copies of the intent, by number, as the host last said.</summary>
    [Id(10)] public ImmutableArray<CopyStatus> Copies { get; init; } = [];

    /// <summary>How this generation failed; null if it did not.</summary>
    [Id(11)] public SlotFailure? Failure { get; init; }

    /// <summary>The state as the endpoint is told it.</summary>
    public SlotReport ReportFor(SlotId slot) => new()
    {
        Slot = slot,
        Version = Version,
        IntentVersion = Intent.Version,
        Generation = Generation,
        Phase = Phase,
        PhaseEnteredAt = PhaseEnteredAt,
        Instance = Instance,
        Pool = Pool,
        LaunchedAt = LaunchedAt,
        Images = Request?.Images ?? [],
        Disk = Disk,
        Copies = Copies,
        Failure = Failure,
    };

    /// <summary>The state in another phase.</summary>
    public SlotState Enter(SlotPhase phase, DateTimeOffset now) => this with { Phase = phase, PhaseEnteredAt = now };

    /// <summary>The state without an instance: what the phase must not carry over is gone.</summary>
    public SlotState Vacate(DateTimeOffset now) => Enter(SlotPhase.Vacant, now) with
    {
        Request = null,
        Instance = null,
        Pool = null,
        LaunchedAt = null,
        Disk = DiskContents.Empty,
    };
}
