using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.SingleProcess;

/// <summary>The state of a grain without a record: from the parameterless constructor, else an object with all fields at their defaults, as in Orleans.</summary>
internal static class DefaultState<T>
{
    private static readonly ConstructorInfo? Constructor =
        typeof(T).GetConstructor(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, Type.EmptyTypes);

    public static T Create() =>
        typeof(T).IsValueType ? default!
        : Constructor is not null ? (T)Constructor.Invoke(null)
        : (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
}
