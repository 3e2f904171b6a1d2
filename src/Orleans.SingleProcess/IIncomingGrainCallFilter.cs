namespace Orleans;

/// <summary>
/// Runs around each call of a grain, within the call's turn. A grain class that implements it filters its own calls, after the host's filters. Ticks of grain timers
/// pass through too: their interface is named <c>Orleans.Runtime.IGrainTimerInvoker</c>.
/// </summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Runs for one call; what it throws, the caller sees as if the grain threw it.</summary>
    Task Invoke(IIncomingGrainCallContext context);
}
