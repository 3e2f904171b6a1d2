namespace Orleans.Runtime;

/// <summary>The interface whose calls a timer's ticks are, to a filter.</summary>
internal interface IGrainTimerInvoker : IAddressable
{
    /// <summary>Runs the timer's callback.</summary>
    Task InvokeCallbackAsync(CancellationToken cancellationToken);
}
