using Autoscaler.Simulation.Faults;

namespace Autoscaler.Cli.Faults;

/// <summary>How many faults there were, of hosts and of clouds.</summary>
internal sealed record FaultNumbers
{
    public long Lost { get; init; }

    public long Delayed { get; init; }

    public long Doubled { get; init; }

    public long Crashes { get; init; }

    public long SecondActivations { get; init; }

    public long WriteFailures { get; init; }

    public long WriteConflicts { get; init; }

    public long UnknownWrites { get; init; }

    public long ClockJumps { get; init; }

    public long ThrottledCalls { get; init; }

    public long RefusedLaunches { get; init; }

    public long FailedBoots { get; init; }

    public long FailedBuilds { get; init; }

    public long LostInstances { get; init; }

    public long CrashedCopies { get; init; }

    public long LostSnapshots { get; init; }

    public long ReplacedSnapshots { get; init; }

    /// <summary>Each with its meaning, for people.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IEnumerable<(string Fault, long Count, string Meaning)> Rows =>
    [
        ("messages lost", Lost, "calls and responses that never arrived"),
        ("messages delayed", Delayed, "arrived up to 40 s late"),
        ("messages doubled", Doubled, "calls that arrived twice"),
        ("crashes", Crashes, "of the host, at any await"),
        ("second activations", SecondActivations, "a grain twice for a while"),
        ("writes failed", WriteFailures, "nothing stored"),
        ("writes refused", WriteConflicts, "as stale"),
        ("writes unknown", UnknownWrites, "stored, and reported as failed"),
        ("clock jumps", ClockJumps, "of the host, up to 90 s either way"),
        ("calls throttled", ThrottledCalls, "by the cloud"),
        ("launches refused", RefusedLaunches, "no capacity"),
        ("boots failed", FailedBoots, "instances that never ran"),
        ("builds failed", FailedBuilds, "of snapshots"),
        ("instances lost", LostInstances, "went away by themselves"),
        ("copies crashed", CrashedCopies, "or failed once loaded"),
        ("snapshots lost", LostSnapshots, "deleted by somebody else's hand"),
        ("snapshots replaced", ReplacedSnapshots, "held other bytes than were built"),
    ];

    public static FaultNumbers Of(FaultReport report) => new()
    {
        Lost = report.Faults.Lost,
        Delayed = report.Faults.Delayed,
        Doubled = report.Faults.Doubled,
        Crashes = report.Faults.Crashes,
        SecondActivations = report.Faults.SecondActivations,
        WriteFailures = report.Faults.WriteFailures,
        WriteConflicts = report.Faults.WriteConflicts,
        UnknownWrites = report.Faults.UnknownWrites,
        ClockJumps = report.Faults.ClockJumps,
        ThrottledCalls = report.Mishaps.ThrottledCalls,
        RefusedLaunches = report.Mishaps.RefusedLaunches,
        FailedBoots = report.Mishaps.FailedBoots,
        FailedBuilds = report.Mishaps.FailedBuilds,
        LostInstances = report.Mishaps.LostInstances,
        CrashedCopies = report.Mishaps.CrashedCopies,
        LostSnapshots = report.Mishaps.LostSnapshots,
        ReplacedSnapshots = report.Mishaps.ReplacedSnapshots,
    };
}
