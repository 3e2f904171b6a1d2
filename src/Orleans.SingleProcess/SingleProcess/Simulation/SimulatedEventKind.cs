namespace Orleans.SingleProcess.Simulation;

/// <summary>What happens in an event.</summary>
internal enum SimulatedEventKind : byte
{
    /// <summary>A call arrives at its target.</summary>
    Deliver = 1,

    /// <summary>A response arrives at its caller.</summary>
    Respond,

    /// <summary>An activation goes on.</summary>
    Drain,

    /// <summary>A timer, or an action of the world.</summary>
    Timed,

    /// <summary>A driver goes on.</summary>
    Drive,
}
