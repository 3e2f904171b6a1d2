namespace Orleans.SingleProcess;

/// <summary>A filter that is a function.</summary>
internal sealed class DelegateFilter(IncomingGrainCallFilterDelegate filter) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) => filter(context);
}
