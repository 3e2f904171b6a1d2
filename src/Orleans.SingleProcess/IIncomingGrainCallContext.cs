using System.Reflection;
using Orleans.Runtime;

namespace Orleans;

/// <summary>A call that has reached its grain.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext
{
    /// <summary>The activation that is called.</summary>
    IGrainContext TargetContext { get; }

    /// <summary>The called method of the grain class.</summary>
    MethodInfo ImplementationMethod { get; }
}
