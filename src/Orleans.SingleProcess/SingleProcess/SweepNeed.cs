namespace Orleans.SingleProcess;

/// <summary>What the next sweep over a host's activations would look for.</summary>
[Flags]
internal enum SweepNeed
{
    /// <summary>Nothing: no call is open and no activation can be collected.</summary>
    None = 0,

    /// <summary>Calls that wait or run, and may wait too long.</summary>
    Overdue = 1,

    /// <summary>Activations that may become idle.</summary>
    Idle = 2,
}
