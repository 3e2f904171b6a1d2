using Autoscaler.Cloud.Simulated.Mishaps;
using Orleans.SingleProcess.Simulation.Faults;

namespace Autoscaler.Simulation.Faults;

/// <summary>What became of one seed.</summary>
public sealed record FaultRunResult
{
    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>What went wrong in the host.</summary>
    public required FaultCounts Faults { get; init; }

    /// <summary>What went wrong in the cloud.</summary>
    public required MishapReading Mishaps { get; init; }

    /// <summary>What did not hold.</summary>
    public required ImmutableArray<FaultViolation> Violations { get; init; }

    /// <summary>From the end of the faults until everything had converged; null if it never did.</summary>
    public required TimeSpan? Convergence { get; init; }

    /// <summary>Events of host and cloud.</summary>
    public required long Events { get; init; }

    /// <summary>A hash over all that happened: equal for equal runs.</summary>
    public required string TraceHash { get; init; }
}
