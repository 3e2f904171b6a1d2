namespace Orleans.SingleProcess.Simulation.Faults;

/// <summary>How many faults a simulated host has had.</summary>
public sealed record FaultCounts
{
    /// <summary>Calls and responses that never arrived.</summary>
    public long Lost { get; init; }

    /// <summary>Calls and responses that arrived late.</summary>
    public long Delayed { get; init; }

    /// <summary>Calls that arrived twice.</summary>
    public long Doubled { get; init; }

    /// <summary>Crashes of the host that its plan brought about.</summary>
    public long Crashes { get; init; }

    /// <summary>Grains that had two activations for a while.</summary>
    public long SecondActivations { get; init; }

    /// <summary>Writes that failed and stored nothing.</summary>
    public long WriteFailures { get; init; }

    /// <summary>Writes that were refused as stale.</summary>
    public long WriteConflicts { get; init; }

    /// <summary>Writes that stored and reported failure.</summary>
    public long UnknownWrites { get; init; }

    /// <summary>Jumps of the host's clock.</summary>
    public long ClockJumps { get; init; }

    /// <summary>Both together.</summary>
    public static FaultCounts operator +(FaultCounts left, FaultCounts right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new FaultCounts
        {
            Lost = left.Lost + right.Lost,
            Delayed = left.Delayed + right.Delayed,
            Doubled = left.Doubled + right.Doubled,
            Crashes = left.Crashes + right.Crashes,
            SecondActivations = left.SecondActivations + right.SecondActivations,
            WriteFailures = left.WriteFailures + right.WriteFailures,
            WriteConflicts = left.WriteConflicts + right.WriteConflicts,
            UnknownWrites = left.UnknownWrites + right.UnknownWrites,
            ClockJumps = left.ClockJumps + right.ClockJumps,
        };
    }
}
