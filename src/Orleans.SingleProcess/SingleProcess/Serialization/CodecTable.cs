using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.SingleProcess.Serialization;

/// <summary>Finds the codec of a type.</summary>
internal static class CodecTable
{
    private static readonly ConcurrentDictionary<Type, Codec?> ExactCodecs = new();
    private static readonly ConcurrentDictionary<Type, Codec> RightCodecs = new();
    private static readonly ConcurrentDictionary<Type, Codec?> InterfaceCodecs = new();
    private static readonly ConcurrentDictionary<Type, Codec> PlaceCodecs = new();

    /// <summary>The codec of a place that is declared as this type.</summary>
    /// <exception cref="CodecNotFoundException">Nothing of this type travels.</exception>
    public static Codec<T> Of<T>() => Place<T>.Codec ??= (Codec<T>)Of(typeof(T));

    /// <inheritdoc cref="Of{T}"/>
    public static Codec Of(Type declared) => PlaceCodecs.GetOrAdd(declared, static added => ForPlace(added));

    /// <summary>The codec of values of exactly this type.</summary>
    /// <exception cref="CodecNotFoundException">The type has none.</exception>
    /// <exception cref="SerializerException">The type is annotated, but not rightly.</exception>
    /// <exception cref="KeyNotFoundException">A base class of the type is not annotated.</exception>
    public static Codec Exact(Type type) => RightCodecs.GetOrAdd(type, static added =>
    {
        ThrowIfWrong(added);
        return Find(added) ?? throw NotFound(added);
    });

    /// <summary>Whether values of exactly this type have a codec.</summary>
    public static bool Has(Type type) => Find(type) is not null;

    /// <summary>What a collection of a type without a codec travels as, where this interface is declared; null for other interfaces.</summary>
    public static Codec? ForInterface(Type declared) => InterfaceCodecs.GetOrAdd(declared, static added =>
        added.IsGenericType && SequenceCodec.Interfaces.TryGetValue(added.GetGenericTypeDefinition(), out var maker) ? Make(typeof(SequenceCodec), maker, added) : null);

    /// <summary>The type as which a value travels: of a reference, its interface; of the framework's own classes behind a public one, that one.</summary>
    public static Type TravelType(object value) => value switch
    {
        GrainReference reference => GrainReferenceFormat.InterfaceOf(reference),
        Type => typeof(Type),
        CultureInfo => typeof(CultureInfo),
        _ => FrozenOf(value.GetType()),
    };

    /// <summary>Whether the compiler made the type for a collection expression: it travels where its interface is declared.</summary>
    public static bool IsOfCollectionExpression(Type type) => type.Name.StartsWith("<>z__", StringComparison.Ordinal);

    public static CodecNotFoundException NotFound(Type type) => new($"Could not find a codec for type {type}.");

    private static Codec? Find(Type type) => ExactCodecs.GetOrAdd(type, static added => Build(added));

    private static void ThrowIfWrong(Type type)
    {
        if (!type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
        {
            return;
        }

        var layers = MessageShape.Of(type).Layers();
        if (layers.LastOrDefault(static layer => !layer.IsAnnotated) is { } bare)
        {
            throw new KeyNotFoundException($"Could not find a base type serializer for type {bare.Type}.");
        }

        if (layers.Any(static layer => !layer.Problems.IsEmpty))
        {
            throw new SerializerException($"Type {type} cannot be sent. {string.Join(" ", layers.SelectMany(static layer => layer.Problems))}");
        }
    }

    private static Codec ForPlace(Type declared)
    {
        if (declared.IsValueType)
        {
            return Exact(declared);
        }

        var tellsItself = declared == typeof(string) || declared == typeof(Type) || declared == typeof(CultureInfo)
            || typeof(Exception).IsAssignableFrom(declared) || IsReferenceInterface(declared);
        if (tellsItself)
        {
            return New(typeof(OptionalCodec<>), declared, Exact(declared));
        }

        // A sealed class without a codec is refused by its own name; a place of another may hold what has one.
        if (declared.IsSealed)
        {
            Exact(declared);
        }

        return New(typeof(ReferenceCodec<>), declared);
    }

    private static Codec? Build(Type type)
    {
        if (PlainTypes.CodecOf(type) is { } plain)
        {
            return plain;
        }

        if (type.IsEnum)
        {
            return MessageShape.IsOfFramework(type) || type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) ? New(typeof(EnumCodec<>), type) : null;
        }

        if (type.IsSZArray)
        {
            return New(typeof(ArrayCodec<>), type.GetElementType()!);
        }

        if (typeof(Exception).IsAssignableFrom(type))
        {
            return New(typeof(ExceptionCodec<>), type);
        }

        if (IsReferenceInterface(type))
        {
            return New(typeof(GrainReferenceCodec<>), type);
        }

        return type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) ? New(typeof(ObjectCodec<>), type) : BuildGeneric(type);
    }

    private static Codec? BuildGeneric(Type type)
    {
        if (!type.IsConstructedGenericType)
        {
            return null;
        }

        var open = type.GetGenericTypeDefinition();
        return open == typeof(Nullable<>) ? New(typeof(NullableCodec<>), type.GetGenericArguments()[0])
            : FieldsCodec.Types.ContainsKey(open) ? New(typeof(FieldsCodec<>), type)
            : SequenceCodec.Types.TryGetValue(open, out var sequence) ? Make(typeof(SequenceCodec), sequence.Maker, type)
            : MapCodec.Types.TryGetValue(open, out var map) ? Make(typeof(MapCodec), map.Maker, type)
            : null;
    }

    /// <summary>A frozen collection is of a hidden class made for its contents; the public one is its base.</summary>
    private static Type FrozenOf(Type type)
    {
        if (type.Namespace != typeof(FrozenSet<>).Namespace)
        {
            return type;
        }

        var found = type;
        while (found.BaseType is { } parent && parent != typeof(object))
        {
            found = parent;
        }

        return found;
    }

    private static bool IsReferenceInterface(Type type) => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type);

    private static Codec New(Type open, Type argument, params object[] arguments) =>
        (Codec)System.Activator.CreateInstance(open.MakeGenericType(argument), arguments)!;

    private static Codec Make(Type makers, string maker, Type type) =>
        (Codec)makers.GetMethod(maker, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type.GetGenericArguments()).Invoke(null, null)!;

    private static class Place<T>
    {
        public static Codec<T>? Codec { get; set; }
    }
}
