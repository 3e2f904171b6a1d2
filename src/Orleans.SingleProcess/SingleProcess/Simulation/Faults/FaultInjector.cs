namespace Orleans.SingleProcess.Simulation.Faults;

/// <summary>Draws the faults of a plan, and counts them.</summary>
internal sealed class FaultInjector(FaultPlan plan, ulong seed, SimulatedEngine engine)
{
    // Another stream of numbers than the one that orders events.
    private const ulong StreamOfFaults = 0xD1B54A32D192ED03;

    private readonly SeededNumbers _numbers = new(seed ^ StreamOfFaults);
    private TimeSpan _clockOffset;

    public FaultPlan Plan { get; } = plan;

    public FaultCounts Counts { get; private set; } = new();

    public bool IsOver => Plan.Until is { } until && engine.Now >= until;

    /// <summary>How far the host's clock is ahead of the world's.</summary>
    public TimeSpan ClockOffset => IsOver ? TimeSpan.Zero : _clockOffset;

    /// <summary>What becomes of a call or a response on its way.</summary>
    public MessageFate FateOfMessage(bool mayDouble)
    {
        if (IsOver)
        {
            return MessageFate.Arrives;
        }

        var drawn = _numbers.NextRatio();
        if (drawn < Plan.LoseRatio)
        {
            Counts = Counts with { Lost = Counts.Lost + 1 };
            return MessageFate.IsLost;
        }

        if (drawn < Plan.LoseRatio + Plan.DelayRatio)
        {
            Counts = Counts with { Delayed = Counts.Delayed + 1 };
            return MessageFate.ArrivesLate;
        }

        if (mayDouble && drawn < Plan.LoseRatio + Plan.DelayRatio + Plan.DoubleRatio)
        {
            Counts = Counts with { Doubled = Counts.Doubled + 1 };
            return MessageFate.ArrivesTwice;
        }

        return MessageFate.Arrives;
    }

    public TimeSpan Delay() => UpTo(Plan.LongestDelay);

    /// <summary>What becomes of a write.</summary>
    public WriteFate FateOfWrite()
    {
        if (IsOver)
        {
            return WriteFate.IsStored;
        }

        var drawn = _numbers.NextRatio();
        if (drawn < Plan.WriteFailureRatio)
        {
            Counts = Counts with { WriteFailures = Counts.WriteFailures + 1 };
            return WriteFate.Fails;
        }

        if (drawn < Plan.WriteFailureRatio + Plan.WriteConflictRatio)
        {
            Counts = Counts with { WriteConflicts = Counts.WriteConflicts + 1 };
            return WriteFate.IsStale;
        }

        if (drawn < Plan.WriteFailureRatio + Plan.WriteConflictRatio + Plan.WriteUnknownRatio)
        {
            Counts = Counts with { UnknownWrites = Counts.UnknownWrites + 1 };
            return WriteFate.IsStoredAndFails;
        }

        return WriteFate.IsStored;
    }

    public TimeSpan WriteTime() => UpTo(Plan.LongestWrite);

    /// <summary>Whether a grain that is called gets a second activation.</summary>
    public bool WantsSecondActivation()
    {
        if (IsOver || _numbers.NextRatio() >= Plan.SecondActivationRatio)
        {
            return false;
        }

        Counts = Counts with { SecondActivations = Counts.SecondActivations + 1 };
        return true;
    }

    /// <summary>How long a second activation stays; not beyond the end of the faults.</summary>
    public TimeSpan SecondActivationTime()
    {
        var time = UpTo(Plan.LongestSecondActivation);
        return Plan.Until is { } until && until - engine.Now < time ? until - engine.Now : time;
    }

    public bool Coin() => _numbers.NextRatio() < 0.5;

    /// <summary>Draws after an event what befalls the host itself; whether it crashes.</summary>
    public bool WantsCrash()
    {
        if (IsOver)
        {
            return false;
        }

        var drawn = _numbers.NextRatio();
        if (drawn < Plan.CrashRatio)
        {
            Counts = Counts with { Crashes = Counts.Crashes + 1 };
            return true;
        }

        if (drawn < Plan.CrashRatio + Plan.ClockJumpRatio)
        {
            Counts = Counts with { ClockJumps = Counts.ClockJumps + 1 };
            _clockOffset = Coin() ? UpTo(Plan.LongestClockJump) : -UpTo(Plan.LongestClockJump);
        }

        return false;
    }

    private TimeSpan UpTo(TimeSpan longest) => new((long)(_numbers.NextRatio() * longest.Ticks));
}

/// <summary>What becomes of a message.</summary>
internal enum MessageFate
{
    Arrives,
    IsLost,
    ArrivesLate,
    ArrivesTwice,
}

/// <summary>What becomes of a write.</summary>
internal enum WriteFate
{
    IsStored,
    Fails,
    IsStale,
    IsStoredAndFails,
}
