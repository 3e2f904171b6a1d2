namespace Orleans.SingleProcess.CodeGeneration;

/// <summary>The news that nobody waits for a call any more, on its way into the called grain. It does not wait for the turn that it is to end.</summary>
internal sealed class CancellationArrival(CallCancellation cancellation) : WorkItem
{
    internal override void Execute(Activation activation)
    {
        try
        {
            cancellation.Cancel();
        }
        catch (AggregateException exception)
        {
            SiloLog.CancellationFailed(activation.Silo.Logger, exception, activation.GrainId);
        }
    }
}
