using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Autoscaler.Contracts.Endpoints;

namespace Autoscaler.Documents.Json;

/// <summary>What a member is called in JSON, and whether it is there.</summary>
internal static class MemberRules
{
    public static void Apply(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            var member = type.Properties[i];
            if (member.Set is null && type.Type.Assembly == typeof(EndpointView).Assembly)
            {
                // Derived from other members of a contract, and never read back.
                type.Properties.RemoveAt(i);
                continue;
            }

            member.Name = NameOf(member);
            // What all events have comes before what one kind has.
            member.Order = member.AttributeProvider is MemberInfo declared && declared.DeclaringType != type.Type ? -1 : member.Order;
            // A null is left out, so that it need not be there.
            member.IsRequired &= !member.IsSetNullable && Nullable.GetUnderlyingType(member.PropertyType) is null;
        }
    }

    private static string NameOf(JsonPropertyInfo member) =>
        UnitOf(member.PropertyType) is { } unit && !member.Name.EndsWith(unit, StringComparison.OrdinalIgnoreCase) ? $"{member.Name}{unit}" : member.Name;

    private static string? UnitOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } optional)
        {
            return UnitOf(optional);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            return UnitOf(type.GetGenericArguments()[0]);
        }

        return type == typeof(TimeSpan) ? DurationConverter.Unit : QuantityConverterFactory.UnitOf(type);
    }
}
