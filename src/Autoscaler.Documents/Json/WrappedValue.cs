using System.Reflection;
using Autoscaler.Contracts.Endpoints;

namespace Autoscaler.Documents.Json;

/// <summary>The contracts' types around one value: ids around a text, quantities around a number. New ones need no word here.</summary>
internal static class WrappedValue
{
    /// <summary>The type of the one value that a contract's struct holds in <c>Value</c>; null where the type is another.</summary>
    public static Type? TypeIn(Type type) =>
        IsOfContracts(type) && ConstructorOf(type) is { } constructor && type.GetProperty("Value") is { } value && constructor.GetParameters()[0].ParameterType == value.PropertyType
            ? value.PropertyType
            : null;

    public static ConstructorInfo? ConstructorOf(Type type) => type.GetConstructors().FirstOrDefault(constructor => constructor.GetParameters().Length == 1);

    public static bool IsOfContracts(Type type) => type is { IsValueType: true, IsEnum: false } && type.Assembly == typeof(EndpointView).Assembly;
}
