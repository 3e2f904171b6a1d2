using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;
using Orleans.SingleProcess.CodeGeneration;

namespace Orleans.SingleProcess;

/// <summary>A call's way through the host's filters, then the grain's own, then to the method. A filter may go that way again, to try a second time.</summary>
internal sealed class IncomingCall(Request request, Activation activation, IReadOnlyList<IIncomingGrainCallFilter> filters) : IIncomingGrainCallContext
{
    private readonly int _last = filters.Count + (activation.GrainInstance is IIncomingGrainCallFilter ? 1 : 0);
    private int _stage;

    public IInvokable Request => request;

    public object Grain { get; } = activation.Instance;

    public GrainId? SourceId => (request.Caller?.Target ?? request.Sender)?.GrainId;

    public GrainId TargetId => activation.GrainId;

    public GrainInterfaceType InterfaceType => GrainInterfaceType.Create(InterfaceName);

    public string InterfaceName => request.InterfaceType.FullName!;

    public string MethodName => request.MethodName;

    public MethodInfo InterfaceMethod => request.InterfaceMethod;

    public MethodInfo ImplementationMethod => activation.Class.ImplementationOf(InterfaceMethod);

    public IGrainContext TargetContext => activation;

    public object? Result { get; set; }

    public async Task Invoke()
    {
        var stage = _stage++;
        try
        {
            if (stage < filters.Count)
            {
                await filters[stage].Invoke(this);
            }
            else if (stage < _last)
            {
                await ((IIncomingGrainCallFilter)Grain).Invoke(this);
            }
            else if (stage == _last)
            {
                Result = await request.InvokeTargetAsync(activation);
            }
            else
            {
                throw new InvalidOperationException($"The call {request.Describe()} went on from within its own method; only filters may.");
            }
        }
        finally
        {
            _stage = stage;
        }
    }
}
