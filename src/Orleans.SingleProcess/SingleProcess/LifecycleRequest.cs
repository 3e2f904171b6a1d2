using System.Diagnostics;
using System.Reflection;
using Orleans.SingleProcess.CodeGeneration;

namespace Orleans.SingleProcess;

/// <summary>A turn that the host itself asks for: a frame in call chains like any other, without a caller to answer.</summary>
internal abstract class LifecycleRequest : Request
{
    public override uint MethodId => 0;

    public override Type InterfaceType => typeof(IGrainBase);

    public override MethodInfo InterfaceMethod => typeof(IGrainBase).GetMethod(MethodName)!;

    // Filters are for calls.
    internal sealed override Task<object?> InvokeTargetAsync(Activation activation) => throw new UnreachableException();

    private protected sealed override void SetResponse(Task response)
    {
    }
}

/// <summary>The turn that activates a grain. What it calls is called on behalf of the first request.</summary>
internal sealed class ActivationRequest : LifecycleRequest
{
    public ActivationRequest(Activation activation, Request first)
    {
        Target = activation;
        Caller = first.Caller;
    }

    public override string MethodName => nameof(IGrainBase.OnActivateAsync);

    private protected override Task StartAsync(Activation activation) => activation.ActivateAsync();

    private protected override void OnEnded(Activation activation, Task outcome) => activation.EndActivate(outcome);
}

/// <summary>The turn that deactivates a grain.</summary>
internal sealed class DeactivationRequest : LifecycleRequest
{
    public DeactivationRequest(Activation activation) => Target = activation;

    public override string MethodName => nameof(IGrainBase.OnDeactivateAsync);

    private protected override Task StartAsync(Activation activation) => activation.DeactivateAsync();

    private protected override void OnEnded(Activation activation, Task outcome) => activation.EndDeactivate(outcome);
}
