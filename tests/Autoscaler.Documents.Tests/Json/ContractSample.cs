using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Specs;
using Autoscaler.Documents.Tests.Kit;
using Orleans;

namespace Autoscaler.Documents.Tests.Json;

/// <summary>Values of the contracts' types, whatever these are: each member filled, or now and then empty where it may be.</summary>
internal sealed class ContractSample(int seed)
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly Random _random = new(seed);

    /// <summary>Every type of the contracts that is shown or taken; exceptions are neither.</summary>
    public static ImmutableArray<Type> Types { get; } =
    [
        .. typeof(EndpointView).Assembly.GetTypes()
            .Where(type => type is { IsGenericTypeDefinition: false, IsAbstract: false } && type.IsDefined(typeof(GenerateSerializerAttribute), false))
            .Where(type => !type.IsAssignableTo(typeof(Exception)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal),
    ];

    public object Of(Type type)
    {
        if (type.IsEnum)
        {
            var values = Enum.GetValues(type);
            return values.GetValue(_random.Next(values.Length))!;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            var many = typeof(ContractSample).GetMethod(nameof(Many), BindingFlags.Instance | BindingFlags.NonPublic)!;
            return many.MakeGenericMethod(type.GetGenericArguments()).Invoke(this, null)!;
        }

        return Plain(type) ?? Special(type) ?? Message(type);
    }

    /// <summary>All that a value holds, member by member: what two equal values have in common.</summary>
    public static string Contents(object? value)
    {
        var text = new StringBuilder();
        Append(value, text);
        return text.ToString();
    }

    private ImmutableArray<T> Many<T>() => [.. Enumerable.Range(0, _random.Next(3)).Select(_ => (T)Of(typeof(T)))];

    private object? Plain(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => _random.Next(2) == 0,
        TypeCode.Int32 => _random.Next(),
        TypeCode.Int64 => _random.NextInt64(long.MaxValue),
        TypeCode.Double => (_random.NextDouble() - 0.5) * Math.Pow(10, _random.Next(-20, 20)),
        TypeCode.Decimal => (decimal)_random.NextInt64(1_000_000_000) / 10_000,
        TypeCode.String => string.Create(CultureInfo.InvariantCulture, $"text {_random.Next(1_000)} <é>\"+'😀"),
        _ when type == typeof(TimeSpan) => new TimeSpan(_random.NextInt64(long.MaxValue)),
        _ when type == typeof(DateTimeOffset) => Start.AddTicks(_random.NextInt64(long.MaxValue >> 8)).ToOffset(TimeSpan.FromHours(_random.Next(-12, 13))),
        _ => null,
    };

    // What not every combination of members makes.
    private object? Special(Type type) => type switch
    {
        _ when type == typeof(EndpointSpec) => new SpecGenerator(_random.Next()).Next(),
        _ when type == typeof(ScalingPolicy) => new SpecGenerator(_random.Next()).Policy(),
        _ when type == typeof(HistoryScope) => _random.Next(3) switch
        {
            0 => HistoryScope.All,
            1 => HistoryScope.Of((TenantId)Of(typeof(TenantId))),
            _ => HistoryScope.Of((EndpointId)Of(typeof(EndpointId))),
        },
        _ => null,
    };

    private object Message(Type type)
    {
        Assert.True(type.IsDefined(typeof(GenerateSerializerAttribute), false), $"No sample of {type} can be made: add it to {nameof(ContractSample)}.");
        if (type.IsAbstract)
        {
            var cases = Types.Where(type.IsAssignableFrom).ToArray();
            return Of(cases[_random.Next(cases.Length)]);
        }

        var made = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var member in Members(type))
        {
            member.SetValue(made, MayBeNull(member) && _random.Next(3) == 0 ? null : Of(Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType));
        }

        return made;
    }

    private static IEnumerable<PropertyInfo> Members(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(member => member.IsDefined(typeof(IdAttribute), inherit: true) && member.CanWrite)
            .OrderBy(member => member.Name, StringComparer.Ordinal);

    private static bool MayBeNull(PropertyInfo member) =>
        Nullable.GetUnderlyingType(member.PropertyType) is not null || new NullabilityInfoContext().Create(member).WriteState == NullabilityState.Nullable;

    private static void Append(object? value, StringBuilder text)
    {
        if (value is System.Collections.IEnumerable items and not string)
        {
            text.Append('[');
            foreach (var item in items)
            {
                Append(item, text);
                text.Append(' ');
            }

            text.Append(']');
        }
        else if (value is DateTimeOffset time)
        {
            text.Append(time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        }
        else if (value is not null && value.GetType().IsDefined(typeof(GenerateSerializerAttribute), false) && !value.GetType().IsEnum)
        {
            text.Append(value.GetType().Name).Append('{');
            foreach (var member in Members(value.GetType()))
            {
                text.Append(member.Name).Append('=');
                Append(member.GetValue(value), text);
                text.Append(' ');
            }

            text.Append('}');
        }
        else
        {
            text.Append(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null");
        }
    }
}
