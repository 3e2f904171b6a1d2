namespace Orleans.SingleProcess;

/// <summary>What an activation runs in one go: a call's start, a tick's start, or a continuation. It is also the node of the queue it waits in.</summary>
public abstract class WorkItem
{
    private protected WorkItem()
    {
    }

    internal WorkItem? Next { get; set; }

    /// <summary>Runs the item. Never throws: what user code throws goes to the caller or to the log.</summary>
    internal abstract void Execute(Activation activation);
}
