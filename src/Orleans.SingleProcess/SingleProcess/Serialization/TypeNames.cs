using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using Orleans.Serialization;

namespace Orleans.SingleProcess.Serialization;

/// <summary>
/// Types by their names on the wire: an own type's alias, a short name for what the framework brings, the assembly's name and the full name for the
/// rest (exceptions and enums of the framework). A generic type has its arguments in angle brackets.
/// </summary>
public static class TypeNames
{
    private const string ArrayName = "array";
    private const string NullableName = "optional";

    private static readonly ConcurrentDictionary<Type, string> Names = new();
    private static readonly ConcurrentDictionary<string, Type> Types = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, Type> Aliases = new(StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, string> OpenNames =
        SequenceCodec.Types.Concat(MapCodec.Types).Select(static pair => KeyValuePair.Create(pair.Key, pair.Value.Name))
            .Concat(FieldsCodec.Types)
            .Append(KeyValuePair.Create(typeof(Nullable<>), NullableName))
            .ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Type> OpenTypes = OpenNames.ToFrozenDictionary(static pair => pair.Value, static pair => pair.Key);

    /// <summary>The name of a type.</summary>
    public static string NameOf(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Names.GetOrAdd(type, static added =>
        {
            var name = MakeName(added);
            Types.TryAdd(name, added);
            return name;
        });
    }

    /// <summary>The type of a name.</summary>
    /// <exception cref="SerializerException">No type of the loaded assemblies has the name.</exception>
    public static Type Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Types.TryGetValue(name, out var known) ? known : Types.GetOrAdd(name, static added => Parse(added));
    }

    private static string MakeName(Type type)
    {
        if (PlainTypes.NameOf(type) is { } plain)
        {
            return plain;
        }

        if (type.IsSZArray)
        {
            return $"{ArrayName}<{NameOf(type.GetElementType()!)}>";
        }

        if (!type.IsConstructedGenericType)
        {
            return MessageShape.Of(type).Alias ?? $"{type.Assembly.GetName().Name}:{type.FullName}";
        }

        var open = type.GetGenericTypeDefinition();
        var name = OpenNames.GetValueOrDefault(open) ?? MessageShape.Of(open).Alias ?? $"{open.Assembly.GetName().Name}:{open.FullName}";
        return $"{name}<{string.Join(',', type.GetGenericArguments().Select(NameOf))}>";
    }

    private static Type Parse(string name)
    {
        var bracket = name.IndexOf('<', StringComparison.Ordinal);
        if (bracket < 0 || !name.EndsWith('>'))
        {
            return PlainTypes.Find(name) ?? FindSimple(name);
        }

        var arguments = Split(name[(bracket + 1)..^1]).Select(Find).ToArray();
        var open = name[..bracket];
        return open == ArrayName ? arguments[0].MakeArrayType() : (OpenTypes.GetValueOrDefault(open) ?? FindSimple(open)).MakeGenericType(arguments);
    }

    /// <summary>Parts between the commas that stand in no brackets.</summary>
    private static IEnumerable<string> Split(string arguments)
    {
        var depth = 0;
        var start = 0;
        for (var index = 0; index < arguments.Length; index++)
        {
            depth += arguments[index] switch { '<' => 1, '>' => -1, _ => 0 };
            if (arguments[index] == ',' && depth == 0)
            {
                yield return arguments[start..index];
                start = index + 1;
            }
        }

        yield return arguments[start..];
    }

    private static Type FindSimple(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return (colon > 0 ? Type.GetType($"{name[(colon + 1)..]}, {name[..colon]}", throwOnError: false) : FindAlias(name))
            ?? throw new SerializerException($"No type has the name or alias '{name}'.");
    }

    private static Type? FindAlias(string alias)
    {
        if (Aliases.TryGetValue(alias, out var known))
        {
            return known;
        }

        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies().Where(static assembly => !assembly.IsDynamic && UsesAliases(assembly)))
        {
            foreach (var type in assembly.GetTypes().Where(static type => type.IsDefined(typeof(AliasAttribute), inherit: false)))
            {
                foreach (var attribute in type.GetCustomAttributes<AliasAttribute>(inherit: false))
                {
                    Aliases.TryAdd(attribute.Alias, type);
                }
            }
        }

        return Aliases.GetValueOrDefault(alias);
    }

    private static bool UsesAliases(Assembly assembly)
    {
        var host = typeof(TypeNames).Assembly;
        return assembly == host || Array.Exists(assembly.GetReferencedAssemblies(), name => name.Name == host.GetName().Name);
    }
}
