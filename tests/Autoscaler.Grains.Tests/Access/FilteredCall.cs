using System.Reflection;
using Orleans.Serialization.Invocation;

namespace Autoscaler.Grains.Tests.Access;

/// <summary>A call on its way through a filter.</summary>
internal sealed class FilteredCall(MethodInfo method, string grainType, string key, GrainId? source = null) : IIncomingGrainCallContext
{
    public bool IsLetThrough { get; private set; }

    public GrainId? SourceId => source;

    public GrainId TargetId { get; } = GrainId.Create(grainType, key);

    public GrainInterfaceType InterfaceType => GrainInterfaceType.Create(InterfaceName);

    public string InterfaceName => method.DeclaringType!.FullName!;

    public string MethodName => method.Name;

    public MethodInfo InterfaceMethod => method;

    public object? Result { get; set; }

    public IInvokable Request => throw new NotSupportedException();

    public object Grain => throw new NotSupportedException();

    public IGrainContext TargetContext => throw new NotSupportedException();

    public MethodInfo ImplementationMethod => throw new NotSupportedException();

    public Task Invoke()
    {
        IsLetThrough = true;
        return Task.CompletedTask;
    }
}
