using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Orleans.SingleProcess.Serialization;

/// <summary>A reference as it travels: the grain's id and the interface; the host that reads it makes its own reference.</summary>
internal static class GrainReferenceFormat
{
    private static readonly ConcurrentDictionary<Type, Type> Interfaces = new();

    /// <summary>The interface that the reference was generated for: the one among its interfaces that extends all others.</summary>
    public static Type InterfaceOf(GrainReference reference) => Interfaces.GetOrAdd(reference.GetType(), static type =>
    {
        var all = type.GetInterfaces().Where(static one => typeof(IAddressable).IsAssignableFrom(one)).ToList();
        return all.Find(one => all.TrueForAll(other => other.IsAssignableFrom(one))) ?? typeof(IAddressable);
    });
}
