namespace Orleans.SingleProcess.CodeGeneration;

/// <summary>A call without a result.</summary>
public abstract class VoidRequest : Request<VoidResult>
{
    private protected sealed override VoidResult ResultOf(Task task) => default;

    private protected sealed override object? BoxedResultOf(Task task) => null;
}
