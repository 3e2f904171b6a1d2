namespace Orleans.SingleProcess;

/// <summary>Whether a host passes messages as a cluster would.</summary>
public sealed class StrictModeOptions
{
    /// <summary>
    /// Whether every argument, result, exception and stored state is passed through bytes, and every message type is looked at when the host starts.
    /// Default false for a live host: by reference, as a cluster passes immutable messages within a silo.
    /// </summary>
    public bool IsOn { get; set; }
}
