namespace Orleans.SingleProcess.Simulation;

/// <summary>What is due at a time. It is in the agenda, or among the events of the present instant, or neither.</summary>
internal abstract class TimedEvent
{
    /// <summary>Where the event is, see the constants; from zero on, its index in the agenda.</summary>
    public int Index { get; set; } = Nowhere;

    public const int Nowhere = -1;

    public const int DueNow = -2;

    /// <summary>The time, in ticks since the start.</summary>
    public long DueTicks { get; set; }

    /// <summary>Breaks ties in the agenda: the order in which events were added.</summary>
    public long Sequence { get; set; }

    /// <summary>The same number for this event in every run with the same seed.</summary>
    public virtual ulong StableId => (ulong)Sequence;

    /// <summary>The life that the event ends with; null when it outlives crashes.</summary>
    public virtual Silo? Life => null;

    public abstract void Run();
}

/// <summary>A grain timer's tick.</summary>
internal sealed class GrainTimerEvent(GrainTimer timer) : TimedEvent
{
    public override ulong StableId => timer.Owner.StableId;

    public override Silo Life => timer.Owner.Silo;

    public override void Run() => timer.Fire(timer.DueAt);
}

/// <summary>An action of the world.</summary>
internal sealed class ActionEvent(Action action) : TimedEvent
{
    public override void Run() => action();
}
