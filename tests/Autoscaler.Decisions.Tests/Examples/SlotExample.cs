using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Fleets;
using Autoscaler.Decisions.Tests.Specs;

namespace Autoscaler.Decisions.Tests.Examples;

/// <summary>A slot to build; unless said otherwise its instance runs, and it has heard everything.</summary>
internal sealed record SlotExample
{
    public int Ordinal { get; init; }

    public string Type { get; init; } = "g6.2xlarge";

    public string Zone { get; init; } = "us-east-1a";

    public SlotPhase Phase { get; init; } = SlotPhase.Running;

    /// <summary>The generation of the intended launch; null for none.</summary>
    public int? Launch { get; init; } = 1;

    /// <summary>The latest generation that the slot reports.</summary>
    public int Generation { get; init; } = 1;

    public bool Release { get; init; }

    public bool HasHeard { get; init; } = true;

    public ImmutableArray<CopyExample> Copies { get; init; } = [];

    public DiskContents Disk { get; init; } = DiskContents.Empty;

    public ImmutableArray<ImageDigest> LaunchImages { get; init; } = [];

    public ImmutableArray<ImageSource> Images { get; init; } = [];

    public DateTimeOffset? LaunchedAt { get; init; }

    public DateTimeOffset? EmptySince { get; init; }

    public SlotFailureKind? Failure { get; init; }

    public static DiskContents Warm(params ComponentSpec[] components) => new(
        [.. components.Select(component => component.Image.Digest).Distinct().Order()],
        [.. components.Where(component => component.Weights is not null).Select(component => component.Weights!.Version).Distinct().Order()]);

    public FleetSlot Build()
    {
        var pool = new InstancePool(new(Type), new(Zone));
        var assignment = new SlotAssignment
        {
            Ordinal = Ordinal,
            EmptySince = EmptySince,
            Intent = new SlotIntent
            {
                Version = 5,
                Release = Release,
                Copies = [.. Copies.Select(copy => copy.Intent())],
                Launch = Launch is not { } generation ? null : new LaunchIntent
                {
                    Generation = generation,
                    Pools = [pool],
                    Images = LaunchImages,
                    Cache = new CachePolicy(),
                    BootDeadline = SnapshotExamples.Now.AddMinutes(15),
                    Decision = new DecisionId(SpecExamples.Valid.Id, 1),
                },
            },
        };
        var hasInstance = Phase is not (SlotPhase.Vacant or SlotPhase.Launching);
        return new FleetSlot(assignment, new SlotReport
        {
            Slot = new SlotId(SpecExamples.Valid.Id, Ordinal),
            Version = 7,
            IntentVersion = HasHeard ? 5 : 4,
            Generation = Generation,
            Phase = Phase,
            PhaseEnteredAt = SnapshotExamples.Now.AddMinutes(-1),
            Instance = hasInstance ? new InstanceId($"i-{Ordinal}") : null,
            Pool = hasInstance ? pool : null,
            LaunchedAt = LaunchedAt,
            Images = Images,
            Disk = Disk,
            Copies = [.. Copies.Where(copy => copy.Phase is not null).Select(copy => copy.Status())],
            Failure = Failure is { } kind ? new SlotFailure(Generation, kind, SnapshotExamples.Now, $"failed by {kind}") : null,
        });
    }
}

/// <summary>A copy on a slot.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Phase">What was reported; null if nothing was.</param>
/// <param name="Goal">What is wanted.</param>
/// <param name="Component">Its component; null for <see cref="SpecExamples.Component"/>.</param>
internal sealed record CopyExample(long Number, CopyPhase? Phase, CopyGoal Goal = CopyGoal.Run, ComponentSpec? Component = null)
{
    public CopyId Id => new((Component ?? SpecExamples.Component).Name, Number);

    public CopyIntent Intent() => new()
    {
        Order = CopyOrder.For(SpecExamples.Valid.Id, Component ?? SpecExamples.Component, Id, StartupMechanism.Registry, SnapshotExamples.Now.AddMinutes(-5)),
        Goal = Goal,
        Decision = new DecisionId(SpecExamples.Valid.Id, 1),
        ExpectedReadyAt = SnapshotExamples.Now,
        ReadyDeadline = SnapshotExamples.Now.AddMinutes(25),
        DrainDeadline = Goal == CopyGoal.Drain ? SnapshotExamples.Now.AddMinutes(5) : null,
    };

    public CopyStatus Status() => new()
    {
        Id = Id,
        Phase = Phase!.Value,
        PhaseEnteredAt = SnapshotExamples.Now.AddMinutes(-1),
        Failure = Phase == CopyPhase.Failed ? "out of memory" : null,
    };
}
