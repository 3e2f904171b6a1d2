namespace Orleans.SingleProcess;

/// <summary>The rest of a turn after an await.</summary>
internal sealed class Continuation(SendOrPostCallback callback, object? state) : WorkItem
{
    internal override void Execute(Activation activation)
    {
        try
        {
            callback(state);
        }
#pragma warning disable CA1031 // Only an async void method gets here; the scheduler decides what a bug like that does.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            activation.Silo.Scheduler.ReportUnhandled(activation, exception);
        }
    }
}
