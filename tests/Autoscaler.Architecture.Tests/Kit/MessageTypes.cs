using System.Reflection;
using System.Runtime.CompilerServices;
using Autoscaler.Contracts.Ids;
using Autoscaler.Grains;
using Orleans;
using Orleans.Runtime;

namespace Autoscaler.Architecture.Tests.Kit;

/// <summary>The types that are sent or stored.</summary>
internal static class MessageTypes
{
    private static readonly Assembly Contracts = typeof(EndpointId).Assembly;
    private static readonly Assembly Grains = typeof(FleetOptions).Assembly;

    // What runs in a client, and is never sent.
    private const string ClientNamespace = "Autoscaler.Contracts.Clients";

    /// <summary>What clients and grains send each other: every public type of the contracts that holds something.</summary>
    public static ImmutableArray<Type> Sent { get; } = Sorted(Contracts.GetExportedTypes().Where(IsMessage));

    /// <summary>What the grains store, and what that is made of.</summary>
    public static ImmutableArray<Type> Stored { get; } = Sorted(Grains.GetTypes()
        .SelectMany(static type => type.GetConstructors().SelectMany(static constructor => constructor.GetParameters()))
        .Select(static parameter => parameter.ParameterType)
        .Where(static type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IPersistentState<>))
        .Select(static type => type.GetGenericArguments()[0])
        .Where(static type => !type.IsGenericParameter)
        .Concat(Grains.GetTypes().Where(static type => type.IsDefined(typeof(GenerateSerializerAttribute), false))));

    public static ImmutableArray<Type> All { get; } = Sorted([.. Sent, .. Stored]);

    /// <summary>The interfaces of the grains.</summary>
    public static ImmutableArray<Type> GrainInterfaces { get; } =
        Sorted(Contracts.GetTypes().Where(static type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type)));

    /// <summary>Whether a value of the type can be sent: a plain value, a message, a reference to an observer, or an immutable array or an optional of those.</summary>
    public static bool CanBeSent(Type type)
    {
        if (type.IsGenericType)
        {
            var open = type.GetGenericTypeDefinition();
            return (open == typeof(ImmutableArray<>) || open == typeof(Nullable<>)) && CanBeSent(type.GetGenericArguments()[0]);
        }

        return type.IsPrimitive || type == typeof(string) || type == typeof(decimal) || type == typeof(TimeSpan) || type == typeof(DateTimeOffset) || IsObserver(type) || All.Contains(type);
    }

    /// <summary>Whether grains notify objects outside of grains through the interface.</summary>
    public static bool IsObserver(Type type) => type.IsInterface && typeof(IGrainObserver).IsAssignableFrom(type);

    /// <summary>The properties that hold something, as declared by the type itself; computed ones hold nothing.</summary>
    public static IEnumerable<PropertyInfo> StoredProperties(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(property => type.GetField($"<{property.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic) is not null);

    /// <summary>The fields that somebody wrote as fields.</summary>
    public static IEnumerable<FieldInfo> WrittenFields(Type type) =>
        type.IsEnum ? [] : type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(static field => !field.IsDefined(typeof(CompilerGeneratedAttribute), false));

    private static bool IsMessage(Type type) =>
        !type.IsInterface
        && type.Namespace != ClientNamespace
        && !(type.IsAbstract && type.IsSealed)
        && !typeof(Attribute).IsAssignableFrom(type)
        && !typeof(Exception).IsAssignableFrom(type)
        && !type.IsDefined(typeof(CompilerGeneratedAttribute), false);

    private static ImmutableArray<Type> Sorted(IEnumerable<Type> types) => [.. types.Distinct().OrderBy(static type => type.FullName, StringComparer.Ordinal)];
}
