using Autoscaler.Contracts.Slots;

namespace Autoscaler.Cloud.Simulated.Hosts;

/// <summary>A copy on a simulated host.</summary>
internal sealed class HostedCopy(CopyOrder order, DateTimeOffset acceptedAt, bool onRunningInstance, bool foundImage)
{
    private readonly ImmutableArray<StartupPhaseTiming>.Builder _timeline = ImmutableArray.CreateBuilder<StartupPhaseTiming>();
    private DateTimeOffset? _readyAt;
    private string? _failure;
    private CopyStatus? _status;
    private bool _imageNoted;
    private bool _weightsNoted;

    public CopyOrder Order { get; } = order;

    /// <summary>When the host got the order, UTC.</summary>
    public DateTimeOffset AcceptedAt { get; } = acceptedAt;

    /// <summary>Whether the instance ran when the host got the order.</summary>
    public bool OnRunningInstance { get; } = onRunningInstance;

    /// <summary>Whether the image lay whole on the running instance's disk when the host got the order.</summary>
    public bool FoundImage { get; } = foundImage;

    public CopyPhase Phase { get; private set; } = CopyPhase.Ordered;

    public DateTimeOffset PhaseEnteredAt { get; private set; } = acceptedAt;

    /// <summary>Whether the weights lay whole on the running instance's disk when the host got the order.</summary>
    public bool FoundWeights { get; init; }

    /// <summary>Counts the changes, so that what was scheduled before one is known to be out of date.</summary>
    public int Version { get; private set; }

    public HostFile? ImageFile { get; set; }

    public HostFile? WeightsFile { get; set; }

    /// <summary>How far the container is.</summary>
    public ContainerStage Stage { get; set; }

    public bool IsOver => Phase is CopyPhase.Stopped or CopyPhase.Failed;

    public bool IsServing => Phase is CopyPhase.Ready or CopyPhase.Draining;

    public void Enter(CopyPhase phase, DateTimeOffset now, string? failure)
    {
        Version++;
        _status = null;
        Phase = phase;
        PhaseEnteredAt = now;
        _failure = failure;
        if (phase == CopyPhase.Ready)
        {
            _readyAt ??= now;
        }
    }

    /// <summary>Notes a stage that has ended; stages stay sorted by their ends.</summary>
    public void Note(StartupPhase phase, DateTimeOffset startedAt, DateTimeOffset endedAt)
    {
        if (endedAt <= startedAt)
        {
            return;
        }

        var index = _timeline.Count;
        while (index > 0 && _timeline[index - 1].EndedAt > endedAt)
        {
            index--;
        }

        _status = null;
        _timeline.Insert(index, new StartupPhaseTiming(phase, startedAt, endedAt));
    }

    /// <summary>
    /// Notes the files that have come. One that was there before the order came is no stage of this start, and neither are the pages that a lazily started image
    /// still reads.
    /// </summary>
    public void NoteFiles()
    {
        _imageNoted = _imageNoted || NoteFile(ImageFile);
        _weightsNoted = _weightsNoted || NoteFile(WeightsFile);
    }

    /// <summary>What the host says of it; hosts are asked far more often than copies change.</summary>
    public CopyStatus Status => _status ??= new CopyStatus
    {
        Id = Order.Id,
        Phase = Phase,
        PhaseEnteredAt = PhaseEnteredAt,
        ReadyAt = _readyAt,
        Timeline = _timeline.ToImmutable(),
        Failure = _failure,
    };

    private bool NoteFile(HostFile? file)
    {
        if (file?.UsableAt is not { } usableAt)
        {
            return false;
        }

        if (usableAt > AcceptedAt)
        {
            Note(file.Phase, file.StartedAt, usableAt);
            if (file.Filling is { FilledAt: { } filledAt } filling && filledAt > AcceptedAt)
            {
                Note(StartupPhase.HydrateWeights, filling.StartedAt, filledAt);
            }
        }

        return true;
    }
}

/// <summary>How far the container of a copy is.</summary>
internal enum ContainerStage
{
    /// <summary>Waits for its image, and its weights unless the image starts lazily.</summary>
    WaitsForFiles,

    /// <summary>Starts.</summary>
    Starts,

    /// <summary>Runs, and waits for its weights.</summary>
    WaitsForWeights,

    /// <summary>Loads to the accelerator.</summary>
    Loads,

    /// <summary>Has loaded.</summary>
    Loaded,
}
