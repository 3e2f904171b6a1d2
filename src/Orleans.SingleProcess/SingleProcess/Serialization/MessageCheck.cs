using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans.Runtime;

namespace Orleans.SingleProcess.Serialization;

/// <summary>
/// Looks at every type that the grains of a program send, answer, throw or store, and lists all that a cluster would refuse or that could change
/// after it was passed. An array can change, one of bytes too: <see cref="ImmutableArray{T}"/> cannot.
/// </summary>
public sealed class MessageCheck
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly FrozenSet<Type> MutableCollections = FrozenSet.ToFrozenSet(
    [
        typeof(List<>), typeof(HashSet<>), typeof(SortedSet<>), typeof(Queue<>), typeof(Dictionary<,>), typeof(SortedDictionary<,>),
        typeof(IList<>), typeof(ICollection<>), typeof(ISet<>), typeof(IDictionary<,>),
    ]);

    private static readonly FrozenSet<Type> ReadOnlyInterfaces = FrozenSet.ToFrozenSet(
    [
        typeof(IEnumerable<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlyList<>), typeof(IReadOnlySet<>), typeof(IReadOnlyDictionary<,>),
        typeof(IImmutableList<>), typeof(IImmutableSet<>), typeof(IImmutableDictionary<,>),
    ]);

    private readonly List<MessageProblem> _problems = [];
    private readonly HashSet<Type> _seen = [];
    private readonly HashSet<Type> _opened = [];
    private readonly SortedDictionary<string, List<Type>> _aliases = new(StringComparer.Ordinal);
    private readonly Type[] _all;

    private MessageCheck(IEnumerable<Assembly> assemblies) => _all = [.. assemblies.Distinct().SelectMany(static assembly => assembly.GetTypes())];

    /// <summary>All problems of a program's messages; empty when there are none.</summary>
    /// <param name="interfaces">Grain and observer interfaces: their arguments and results are sent.</param>
    /// <param name="grainClasses">Grain classes: their persistent states are stored.</param>
    /// <param name="exceptions">Exceptions that grains may throw.</param>
    public static ImmutableArray<MessageProblem> ProblemsOf(IEnumerable<Type> interfaces, IEnumerable<Type> grainClasses, IEnumerable<Type> exceptions)
    {
        ImmutableArray<Type> sent = [.. interfaces];
        ImmutableArray<Type> classes = [.. grainClasses];
        ImmutableArray<Type> thrown = [.. exceptions];
        var check = new MessageCheck(sent.Concat(classes).Concat(thrown).Select(static type => type.Assembly));
        foreach (var type in sent)
        {
            check.VisitMethods(type);
        }

        foreach (var type in classes)
        {
            check.VisitStates(type);
        }

        foreach (var type in thrown)
        {
            check.Visit(type, MessageShape.NameOf(type));
        }

        check.AddRepeatedAliases();
        return [.. check._problems];
    }

    private void VisitMethods(Type type)
    {
        foreach (var method in type.GetInterfaces().Prepend(type).SelectMany(static one => one.GetMethods()))
        {
            var where = $"{type}.{method.Name}";
            foreach (var parameter in method.GetParameters())
            {
                Visit(parameter.ParameterType, $"{where}, parameter {parameter.Name}");
            }

            // A task without a result, or nothing at all, brings nothing back.
            if (method.ReturnType.IsGenericType)
            {
                Visit(method.ReturnType.GetGenericArguments()[0], $"{where}, result");
            }
        }
    }

    private void VisitStates(Type grainClass)
    {
        var states = grainClass.GetConstructors()
            .SelectMany(static constructor => constructor.GetParameters())
            .Where(static parameter => parameter.ParameterType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(IPersistentState<>));
        foreach (var state in states)
        {
            Visit(state.ParameterType.GetGenericArguments()[0], $"{grainClass}, state {state.Name}");
        }
    }

    private void Visit(Type type, string where)
    {
        if (type == typeof(object) || PlainTypes.CodecOf(type) is not null)
        {
            return;
        }

        if (type.IsArray || (type.IsGenericType && MutableCollections.Contains(type.GetGenericTypeDefinition())))
        {
            Add(where, "a collection that cannot change, an immutable or a read-only one", MessageShape.NameOf(type));
            VisitArguments(type, where);
        }
        else if (type.IsConstructedGenericType && IsOfFrameworkCodecs(type))
        {
            VisitArguments(type, where);
        }
        else
        {
            if (_seen.Add(type))
            {
                VisitNew(type, where);
            }

            VisitDerived(type);
        }
    }

    private void VisitArguments(Type type, string where)
    {
        foreach (var argument in type.IsArray ? [type.GetElementType()!] : type.GetGenericArguments())
        {
            Visit(argument, where);
        }
    }

    private static bool IsOfFrameworkCodecs(Type type)
    {
        var open = type.GetGenericTypeDefinition();
        return MessageShape.IsOfFramework(open) && (ReadOnlyInterfaces.Contains(open) || open == typeof(ReadOnlyCollection<>) || CodecTable.Has(type));
    }

    private void VisitNew(Type type, string where)
    {
        if (type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))
        {
            VisitMethods(type);
        }
        else if (MessageShape.IsOfFramework(type))
        {
            if (!type.IsEnum && !typeof(Exception).IsAssignableFrom(type))
            {
                Add(where, "a type that travels", $"{type}, which has no codec");
            }
        }
        else
        {
            VisitOwn(type, where);
        }
    }

    private void VisitOwn(Type type, string where)
    {
        var shape = MessageShape.Of(type);
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            Add(where, "a type that travels", $"{type}, which has no codec");
            return;
        }

        // An interface is only a place; what may stand in it is looked at below.
        if (!type.IsInterface)
        {
            _problems.AddRange(shape.IsAnnotated || where == MessageShape.NameOf(type)
                ? shape.Problems
                : shape.Problems.Select(problem => problem with { Where = $"{problem.Where} ({where})" }));
            VisitAlias(shape);
            VisitMembers(shape);
        }

        if (shape.Base is { } parent && _seen.Add(parent))
        {
            VisitNew(parent, $"{type}, its base class");
        }
    }

    /// <summary>What may stand in a place that is declared as an open type. Of exceptions the program's own are looked at in any case.</summary>
    private void VisitDerived(Type type)
    {
        var isOpen = !type.IsSealed && !type.IsGenericType && !MessageShape.IsOfFramework(type)
            && !typeof(Exception).IsAssignableFrom(type) && !typeof(IAddressable).IsAssignableFrom(type);
        if (isOpen && _opened.Add(type))
        {
            foreach (var derived in _all.Where(other => other != type && !other.ContainsGenericParameters && type.IsAssignableFrom(other)))
            {
                Visit(derived, MessageShape.NameOf(derived));
            }
        }
    }

    private void VisitAlias(MessageShape shape)
    {
        if (shape.Alias is { } alias)
        {
            if (!_aliases.TryGetValue(alias, out var types))
            {
                _aliases.Add(alias, types = []);
            }

            var named = shape.Type.IsGenericType ? shape.Type.GetGenericTypeDefinition() : shape.Type;
            if (!types.Contains(named))
            {
                types.Add(named);
            }
        }
    }

    private void VisitMembers(MessageShape shape)
    {
        foreach (var member in shape.Members)
        {
            Visit(member.Type, $"{MessageShape.NameOf(shape.Type)}.{member.Name}");
        }

        // An exception is made to be filled in on its way; what it says is read, not kept.
        if (shape.Type.IsEnum || typeof(Exception).IsAssignableFrom(shape.Type))
        {
            return;
        }

        foreach (var property in shape.Type.GetProperties(Declared).Where(CanBeSetLater))
        {
            Add($"{MessageShape.NameOf(shape.Type)}.{property.Name}", "init", "set");
        }

        foreach (var field in shape.Type.GetFields(Declared).Where(static field => !field.IsInitOnly && !field.Name.StartsWith('<')))
        {
            Add($"{MessageShape.NameOf(shape.Type)}.{field.Name}", "a readonly field", "one that can be written");
        }
    }

    private static bool CanBeSetLater(PropertyInfo property) =>
        property.SetMethod is { } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private void AddRepeatedAliases()
    {
        foreach (var (alias, types) in _aliases.Where(static pair => pair.Value.Count > 1))
        {
            Add(string.Join(", ", types), "an alias of its own for each", string.Create(CultureInfo.InvariantCulture, $"'{alias}' {types.Count} times"));
        }
    }

    private void Add(string where, string expected, string found) => _problems.Add(new MessageProblem(where, expected, found));
}
