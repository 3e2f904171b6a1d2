namespace Orleans.SingleProcess.Simulation;

/// <summary>The rest of a driver after an await, or its start.</summary>
internal sealed class DriverStep(DriverContext context, SendOrPostCallback callback, object? state)
{
    public void Run()
    {
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            callback(state);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(null);
        }
    }
}
