namespace Orleans.SingleProcess.Simulation.Faults;

/// <summary>
/// What goes wrong in a simulated host, and how often. The seed of the host decides when; the same seed and plan give the same faults. Ratios are per occasion, from
/// 0, never, to 1, always. The default plan has no faults.
/// </summary>
public sealed record FaultPlan
{
    /// <summary>A host without faults.</summary>
    public static FaultPlan None { get; } = new();

    /// <summary>A host with everything that can go wrong, about as often as a grain can bear.</summary>
    public static FaultPlan All { get; } = new()
    {
        LoseRatio = 0.005,
        DelayRatio = 0.02,
        DoubleRatio = 0.005,
        CrashRatio = 1.0 / 4000,
        SecondActivationRatio = 1.0 / 2000,
        WriteFailureRatio = 0.02,
        WriteConflictRatio = 0.02,
        WriteUnknownRatio = 0.02,
        ClockJumpRatio = 1.0 / 4000,
    };

    /// <summary>Calls, and responses, that never arrive; the caller gets <see cref="TimeoutException"/> once it has waited long enough.</summary>
    public double LoseRatio { get; init; }

    /// <summary>Calls, and responses, that arrive late.</summary>
    public double DelayRatio { get; init; }

    /// <summary>How late at most. Default 40 s: longer than callers wait.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>Calls that arrive twice, the second time up to <see cref="LongestDelay"/> later.</summary>
    public double DoubleRatio { get; init; }

    /// <summary>Crashes of the host per event of the simulation: between any two turns' parts, so at any await.</summary>
    public double CrashRatio { get; init; }

    /// <summary>How often, per call, the called grain gets a second activation beside the one it has.</summary>
    public double SecondActivationRatio { get; init; }

    /// <summary>How long two activations share a grain's calls at most. Default 30 s.</summary>
    public TimeSpan LongestSecondActivation { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Writes that fail and store nothing.</summary>
    public double WriteFailureRatio { get; init; }

    /// <summary>Writes that are refused as stale and store nothing.</summary>
    public double WriteConflictRatio { get; init; }

    /// <summary>Writes that store, and report failure.</summary>
    public double WriteUnknownRatio { get; init; }

    /// <summary>How long a write takes at most. Default 50 ms.</summary>
    public TimeSpan LongestWrite { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Jumps of the host's clock per event of the simulation. The world's clock, and the time that timers take, do not jump.</summary>
    public double ClockJumpRatio { get; init; }

    /// <summary>How far the host's clock is from the world's at most, either way. Default 90 s.</summary>
    public TimeSpan LongestClockJump { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>When faults end, UTC; null for never. From then on messages arrive, one activation of each grain is left, and the host's clock is right.</summary>
    public DateTimeOffset? Until { get; init; }
}
