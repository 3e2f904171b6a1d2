using System.Globalization;
using System.Runtime.CompilerServices;
using Orleans.SingleProcess.Serialization;

namespace Autoscaler.Architecture.Tests.Golden;

/// <summary>Builds the same value of a message type in every run: every member has one of its own, every collection one item, every option something.</summary>
internal sealed class SampleValue
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private int _number;

    private SampleValue()
    {
    }

    public static object Of(Type type) => new SampleValue().Make(type);

    private object Make(Type type)
    {
        _number++;
        if (type.IsEnum)
        {
            return Enum.GetValues(type).Cast<object>().Last();
        }

        if (Nullable.GetUnderlyingType(type) is { } optional)
        {
            return Make(optional);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            return typeof(SampleValue).GetMethod(nameof(One), System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!
                .MakeGenericMethod(type.GetGenericArguments()).Invoke(null, [Make(type.GetGenericArguments()[0])])!;
        }

        return MakePlain(type) ?? MakeMessage(type);
    }

    private static ImmutableArray<T> One<T>(T item) => [item];

    private object? MakePlain(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => true,
        TypeCode.Int32 => _number,
        TypeCode.Int64 => _number * 1_000_000_000L,
        TypeCode.Double => _number + 0.5,
        TypeCode.Decimal => _number + 0.25m,
        TypeCode.String => string.Create(CultureInfo.InvariantCulture, $"text-{_number}"),
        _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(_number),
        _ when type == typeof(DateTimeOffset) => Start.AddMinutes(_number),
        _ => null,
    };

    private object MakeMessage(Type type)
    {
        var shape = MessageShape.Of(type);
        if (!shape.IsAnnotated)
        {
            throw new NotSupportedException($"No sample of {type} can be made: add it to {nameof(SampleValue)}.");
        }

        if (type.IsAbstract)
        {
            return Make(type.Assembly.GetTypes().Where(other => !other.IsAbstract && type.IsAssignableFrom(other)).OrderBy(static other => other.FullName, StringComparer.Ordinal).First());
        }

        var made = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var member in shape.Layers().SelectMany(static layer => layer.Members))
        {
            member.Field.SetValue(made, Make(member.Type));
        }

        return made;
    }
}
