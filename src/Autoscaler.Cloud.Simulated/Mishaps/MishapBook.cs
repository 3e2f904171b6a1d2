using Autoscaler.Cloud.Simulated.Events;

namespace Autoscaler.Cloud.Simulated.Mishaps;

/// <summary>The harm that the simulated cloud does by chance: whether it still may, and how often it did.</summary>
internal sealed class MishapBook(WorldEvents events, DateTimeOffset? until)
{
    private MishapReading _reading = new();

    /// <summary>Whether chance may do harm now.</summary>
    public bool MayHappen => until is not { } end || events.Now < end;

    /// <summary>What happened so far.</summary>
    public MishapReading Read() => _reading;

    public void OnThrottled() => _reading = _reading with { ThrottledCalls = _reading.ThrottledCalls + 1 };

    public void OnRefused() => _reading = _reading with { RefusedLaunches = _reading.RefusedLaunches + 1 };

    public void OnBootFailed() => _reading = _reading with { FailedBoots = _reading.FailedBoots + 1 };

    public void OnBuildFailed() => _reading = _reading with { FailedBuilds = _reading.FailedBuilds + 1 };

    public void OnInstanceLost() => _reading = _reading with { LostInstances = _reading.LostInstances + 1 };

    public void OnSnapshotLost() => _reading = _reading with { LostSnapshots = _reading.LostSnapshots + 1 };

    public void OnSnapshotReplaced() => _reading = _reading with { ReplacedSnapshots = _reading.ReplacedSnapshots + 1 };

    public void OnCopyCrashed() => _reading = _reading with { CrashedCopies = _reading.CrashedCopies + 1 };
}
