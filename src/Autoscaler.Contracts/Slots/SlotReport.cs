using Autoscaler.Contracts.Capacity;

namespace Autoscaler.Contracts.Slots;

/// <summary>What a slot tells its endpoint, whole, and repeats until the endpoint acknowledged it.</summary>
[GenerateSerializer, Alias("autoscaler.SlotReport"), Immutable]
public sealed record SlotReport
{
    /// <summary>The slot.</summary>
    [Id(0)] public required SlotId Slot { get; init; }

    /// <summary>Counts the changes of the slot; a report that is not newer is ignored.</summary>
    [Id(1)] public required long Version { get; init; }

    /// <summary>The intent that the slot holds; 0 if none ever reached it.</summary>
    [Id(2)] public required long IntentVersion { get; init; }

    /// <summary>The latest launch that the slot began; 0 before the first.</summary>
    [Id(3)] public required int Generation { get; init; }

    /// <summary>The phase.</summary>
    [Id(4)] public required SlotPhase Phase { get; init; }

    /// <summary>When the phase was entered, UTC.</summary>
    [Id(5)] public required DateTimeOffset PhaseEnteredAt { get; init; }

    /// <summary>The instance; null where the phase has none.</summary>
    [Id(6)] public InstanceId? Instance { get; init; }

    /// <summary>The pool that gave the instance; null where the phase has none.</summary>
    [Id(7)] public InstancePool? Pool { get; init; }

    /// <summary>When the cloud gave the instance, UTC; null where the phase has none.</summary>
    [Id(8)] public DateTimeOffset? LaunchedAt { get; init; }

    /// <summary>Where the images of the instance came from; empty where the phase has no instance.</summary>
    [Id(9)] public ImmutableArray<ImageSource> Images { get; init; } = [];

    /// <summary>What lies on the instance's disks.</summary>
    [Id(10)] public DiskContents Disk { get; init; } = DiskContents.Empty;

    /// <summary>The copies of the intent, by number.</summary>
    [Id(11)] public ImmutableArray<CopyStatus> Copies { get; init; } = [];

    /// <summary>How the latest generation failed; null if it did not.</summary>
    [Id(12)] public SlotFailure? Failure { get; init; }

    /// <summary>What a slot reports that was never asked anything.</summary>
    public static SlotReport Untouched(SlotId slot) => new()
    {
        Slot = slot,
        Version = 0,
        IntentVersion = 0,
        Generation = 0,
        Phase = SlotPhase.Vacant,
        PhaseEnteredAt = DateTimeOffset.MinValue,
    };
}
