using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Orleans;
using Orleans.SingleProcess.Serialization;

namespace Autoscaler.Architecture.Tests.Golden;

/// <summary>What a release writes of a type, as lines of "key: value": what is in a line never changes, and no line goes away.</summary>
internal static class GoldenShape
{
    /// <summary>The lines of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isStored">Whether storage keeps it too, as JSON, so that the names of its members are for ever.</param>
    public static ImmutableArray<GoldenLine> Of(Type type, bool isStored)
    {
        var shape = MessageShape.Of(type);
        var lines = ImmutableArray.CreateBuilder<GoldenLine>();
        lines.Add(new GoldenLine("alias", shape.Alias ?? "none"));
        lines.Add(new GoldenLine("kind", KindOf(type)));
        if (shape.Base is { } parent)
        {
            lines.Add(new GoldenLine("base", TypeNames.NameOf(parent)));
        }

        if (type.IsEnum)
        {
            lines.AddRange(type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(static field => (Number: Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture), field.Name))
                .OrderBy(static value => value.Number)
                .Select(static value => new GoldenLine(string.Create(CultureInfo.InvariantCulture, $"value {value.Number}"), value.Name)));
        }

        if (isStored && KindNameOf(type) is { } name)
        {
            lines.Add(new GoldenLine("json kind", name));
        }

        foreach (var member in shape.Members)
        {
            lines.Add(new GoldenLine($"member {NumberOf(member)}", $"{member.Name} {TypeNames.NameOf(member.Type)}"));
            if (isStored)
            {
                lines.Add(new GoldenLine($"json {NumberOf(member)}", JsonNameOf(type, member)));
            }
        }

        return lines.ToImmutable();
    }

    private static string KindOf(Type type) =>
        type.IsEnum ? $"enum {TypeNames.NameOf(type.GetEnumUnderlyingType())}"
        : type.IsValueType ? "struct"
        : type.IsAbstract ? "abstract class"
        : "class";

    // What tells in JSON which of several derived types is meant.
    private static string? KindNameOf(Type type) => type.BaseType?.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false)
        .FirstOrDefault(derived => derived.DerivedType == type)?.TypeDiscriminator?.ToString();

    private static string NumberOf(MessageMember member) => string.Create(CultureInfo.InvariantCulture, $"{(member.IsImplicit ? "p" : "")}{member.Id}");

    private static string JsonNameOf(Type type, MessageMember member)
    {
        var property = JsonSerializerOptions.Default.GetTypeInfo(type).Properties.FirstOrDefault(property => IsOf(property, member));
        return property is null ? "not written" : property.Name;
    }

    private static bool IsOf(JsonPropertyInfo property, MessageMember member) =>
        property.AttributeProvider is MemberInfo info && info.Name == member.Name && info.IsDefined(typeof(IdAttribute));
}
