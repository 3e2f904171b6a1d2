using Autoscaler.Cloud.Simulated.Mishaps;
using Orleans.SingleProcess.Simulation.Faults;

namespace Autoscaler.Simulation.Faults;

/// <summary>What became of many seeds.</summary>
public sealed record FaultReport
{
    /// <summary>Seeds that were run.</summary>
    public required int Seeds { get; init; }

    /// <summary>What went wrong in the hosts.</summary>
    public required FaultCounts Faults { get; init; }

    /// <summary>What went wrong in the clouds.</summary>
    public required MishapReading Mishaps { get; init; }

    /// <summary>What did not hold, by seed.</summary>
    public required ImmutableArray<FaultViolation> Violations { get; init; }

    /// <summary>Seeds in which everything converged.</summary>
    public required int Converged { get; init; }

    /// <summary>From the end of the faults until everything had converged, seconds, in the middle one of the seeds; null if none did.</summary>
    public required double? MedianConvergenceSeconds { get; init; }

    /// <summary>The same in the slowest of the seeds that converged.</summary>
    public required double? SlowestConvergenceSeconds { get; init; }

    /// <summary>The slowest seed; null if none converged.</summary>
    public required ulong? SlowestSeed { get; init; }

    /// <summary>Events of all hosts and clouds.</summary>
    public required long Events { get; init; }

    /// <summary>Real time that all took.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>Events in a second of real time.</summary>
    public double EventsPerSecond => WallSeconds > 0 ? Events / WallSeconds : 0;
}
