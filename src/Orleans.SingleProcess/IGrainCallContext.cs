using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans;

/// <summary>A call on its way through filters.</summary>
public interface IGrainCallContext
{
    /// <summary>The call and its arguments.</summary>
    IInvokable Request { get; }

    /// <summary>The grain's object.</summary>
    object Grain { get; }

    /// <summary>The grain that calls; null when a client, a timer or the host does.</summary>
    GrainId? SourceId { get; }

    /// <summary>The grain that is called.</summary>
    GrainId TargetId { get; }

    /// <summary>The interface that the call goes through.</summary>
    GrainInterfaceType InterfaceType { get; }

    /// <summary>The full name of that interface.</summary>
    string InterfaceName { get; }

    /// <summary>The name of the called method.</summary>
    string MethodName { get; }

    /// <summary>The called method of the interface.</summary>
    MethodInfo InterfaceMethod { get; }

    /// <summary>What the caller will get; null before the method has run, and for a method without a result.</summary>
    object? Result { get; set; }

    /// <summary>Goes on: to the next filter, or to the method. A filter that does not call it keeps the method from running.</summary>
    Task Invoke();
}
