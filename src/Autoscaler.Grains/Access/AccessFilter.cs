using Autoscaler.Contracts.Access;

namespace Autoscaler.Grains.Access;

/// <summary>Refuses calls on behalf of somebody who may not make them. Nearly all calls carry no caller, and cost one look for it.</summary>
internal sealed class AccessFilter : IIncomingGrainCallFilter
{
    private readonly AccessRules _rules = new();

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (CallerContext.Current is { } caller)
        {
            _rules.ThrowIfDenied(caller, context.SourceId, context.TargetId, context.InterfaceMethod);
        }

        return context.Invoke();
    }
}
