using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.SingleProcess.Serialization;

/// <summary>What the fields of an annotated type say: which are members, and which should be and are not.</summary>
internal sealed record MessageShapeReading(ImmutableArray<MessageMember> Members, ImmutableArray<MessageProblem> Problems)
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private const string BackingFieldEnd = ">k__BackingField";

    public static readonly MessageShapeReading Nothing = new([], []);

    public static MessageShapeReading Of(Type type)
    {
        var members = ImmutableArray.CreateBuilder<MessageMember>();
        var problems = ImmutableArray.CreateBuilder<MessageProblem>();
        var positional = PositionalParameters(type);
        var backed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in type.GetFields(Declared).Where(static field => !field.IsDefined(typeof(NonSerializedAttribute))))
        {
            var property = PropertyOf(type, field);
            if (property is not null)
            {
                backed.Add(property.Name);
            }

            var name = property?.Name ?? field.Name;
            if (IdOf(property, field) is { } id)
            {
                members.Add(new MessageMember(id, false, name, field, property));
            }
            else if (property is not null && positional.IndexOf(property.Name) is >= 0 and var place)
            {
                members.Add(new MessageMember((uint)place, true, name, field, property));
            }
            else
            {
                problems.Add(Missing(type, name));
            }
        }

        AddMisplaced(type, backed, problems);
        AddRepeated(type, members, problems);
        return new MessageShapeReading(members.ToImmutable(), problems.ToImmutable());
    }

    private static MessageProblem Missing(Type type, string name) =>
        name.StartsWith('<')
            ? new MessageProblem(
                $"{MessageShape.NameOf(type)}.{name[1..].Split('>')[0]}", "a field or property with [Id]", "a primary constructor parameter that is captured, and lost on the way")
            : new MessageProblem($"{MessageShape.NameOf(type)}.{name}", "[Id], or [field: NonSerialized] for what may be lost on the way", "neither");

    /// <summary>An [Id] on a property without a field of its own sends nothing here.</summary>
    private static void AddMisplaced(Type type, HashSet<string> backed, ImmutableArray<MessageProblem>.Builder problems)
    {
        foreach (var property in type.GetProperties(Declared).Where(property => property.IsDefined(typeof(IdAttribute)) && !backed.Contains(property.Name)))
        {
            problems.Add(new MessageProblem(
                $"{MessageShape.NameOf(type)}.{property.Name}", "[Id] on what holds the value, an automatic property or a field", "[Id] on a computed property"));
        }
    }

    private static void AddRepeated(Type type, IEnumerable<MessageMember> members, ImmutableArray<MessageProblem>.Builder problems)
    {
        foreach (var same in members.GroupBy(static member => member.WireId).Where(static group => group.Count() > 1))
        {
            problems.Add(new MessageProblem(
                MessageShape.NameOf(type), "an [Id] of its own for each member", $"{same.First().Id} on {string.Join(", ", same.Select(static member => member.Name))}"));
        }
    }

    private static uint? IdOf(PropertyInfo? property, FieldInfo field) =>
        (property?.GetCustomAttribute<IdAttribute>(inherit: false) ?? field.GetCustomAttribute<IdAttribute>(inherit: false))?.Id;

    private static PropertyInfo? PropertyOf(Type type, FieldInfo field) =>
        field.Name.StartsWith('<') && field.Name.EndsWith(BackingFieldEnd, StringComparison.Ordinal)
            ? type.GetProperty(field.Name[1..^BackingFieldEnd.Length], Declared)
            : null;

    /// <summary>The parameters of a positional record, known by the Deconstruct that the compiler writes for them.</summary>
    private static List<string> PositionalParameters(Type type)
    {
        var deconstruct = Array.Find(type.GetMethods(Declared), static method => method.Name == "Deconstruct" && method.IsDefined(typeof(CompilerGeneratedAttribute)));
        return deconstruct is null ? [] : [.. deconstruct.GetParameters().Select(static parameter => parameter.Name!)];
    }
}
