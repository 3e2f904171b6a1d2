using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Orleans.SingleProcess.Serialization;

/// <summary>What a type says of its own wire format, read once: its alias, its members and their ids. Inherited members are those of <see cref="Base"/>.</summary>
public sealed class MessageShape
{
    private static readonly ConcurrentDictionary<Type, MessageShape> Known = new();

    private MessageShape(Type type)
    {
        Type = type;
        IsAnnotated = type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false);
        Alias = type.GetCustomAttributes<AliasAttribute>(inherit: false).FirstOrDefault()?.Alias;
        Base = BaseOf(type);
        var reading = IsAnnotated && !type.IsEnum && !type.IsInterface ? MessageShapeReading.Of(type) : MessageShapeReading.Nothing;
        Members = [.. reading.Members.OrderBy(static member => !member.IsImplicit).ThenBy(static member => member.Id)];
        Problems = [.. OwnProblems(), .. reading.Problems];
    }

    /// <summary>The type.</summary>
    public Type Type { get; }

    /// <summary>Whether it has [GenerateSerializer].</summary>
    public bool IsAnnotated { get; }

    /// <summary>Its name on the wire; null when it has none.</summary>
    public string? Alias { get; }

    /// <summary>The base class whose members are sent too; null when that is a framework's own.</summary>
    public Type? Base { get; }

    /// <summary>The members that the type itself declares, implicit ids first, in the order of their ids.</summary>
    public ImmutableArray<MessageMember> Members { get; }

    /// <summary>What is wrong with the type itself; empty when nothing is. Of what its members hold it says nothing.</summary>
    public ImmutableArray<MessageProblem> Problems { get; }

    /// <summary>The shape of a type.</summary>
    public static MessageShape Of(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Known.GetOrAdd(type, static added => new MessageShape(added));
    }

    /// <summary>The shapes of the type's bases that are sent, the furthest first, and its own.</summary>
    public ImmutableArray<MessageShape> Layers() => Base is { } parent ? [.. Of(parent).Layers(), this] : [this];

    /// <summary>Whether the type belongs to the framework, so that it cannot be annotated.</summary>
    internal static bool IsOfFramework(Type type) =>
        type.Namespace is { } name && (name == "System" || name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal));

    private static Type? BaseOf(Type type) =>
        type.IsValueType || type.BaseType is not { } parent || IsOfFramework(parent) ? null : parent;

    private IEnumerable<MessageProblem> OwnProblems()
    {
        if (!IsAnnotated)
        {
            yield return new MessageProblem(NameOf(Type), "[GenerateSerializer]", "none");
        }
        else if (Alias is null)
        {
            yield return new MessageProblem(NameOf(Type), "[Alias]", "none");
        }

        if (!IsAnnotated)
        {
            yield break;
        }

        if (Base is { } parent && !parent.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
        {
            yield return new MessageProblem($"{NameOf(Type)}, through its base class", $"[GenerateSerializer] on {NameOf(parent)}", "none");
        }

        if (Type is { IsClass: true, BaseType: { } framework } && Base is null && framework != typeof(object) && !typeof(Exception).IsAssignableFrom(framework))
        {
            yield return new MessageProblem(NameOf(Type), "a base class that travels", NameOf(framework));
        }

        if (Type.Name.StartsWith('<'))
        {
            yield return new MessageProblem(NameOf(Type), "a type that generated code can name", "a file-local one");
        }
    }

    /// <summary>The name of a type in problems.</summary>
    internal static string NameOf(Type type) => type.ToString();
}
