using Orleans.Runtime;

namespace Orleans.SingleProcess;

/// <summary>
/// A call would have waited for itself: its target's turn cannot end before the call does. Thrown at once, where Orleans waits for its response timeout.
/// The message names the chain. A call that was started without being awaited counts as awaited; mark such a method one-way.
/// </summary>
[GenerateSerializer]
[Alias("Orleans.SingleProcess.CallCycleException")]
public sealed class CallCycleException : OrleansException
{
    /// <summary>An exception without a message of its own.</summary>
    public CallCycleException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public CallCycleException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public CallCycleException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
