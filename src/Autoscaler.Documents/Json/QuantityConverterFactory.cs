using System.Text.Json;
using System.Text.Json.Serialization;

namespace Autoscaler.Documents.Json;

/// <summary>Quantities, the contracts' structs around one number, as numbers.</summary>
internal sealed class QuantityConverterFactory : JsonConverterFactory
{
    private static readonly ImmutableArray<Type> Numbers = [typeof(long), typeof(int), typeof(double), typeof(decimal)];

    /// <summary>What ends the name of a member with such a quantity: the type's name, which says its unit; null where the type is none.</summary>
    public static string? UnitOf(Type type) => type == typeof(ByteCount) ? "Bytes" : IsQuantity(type) ? type.Name : null;

    public override bool CanConvert(Type typeToConvert) => IsQuantity(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(QuantityConverter<,>).MakeGenericType(typeToConvert, WrappedValue.TypeIn(typeToConvert)!))!;

    private static bool IsQuantity(Type type) => WrappedValue.TypeIn(type) is { } number && Numbers.Contains(number);

    private sealed class QuantityConverter<T, TNumber> : JsonConverter<T>
        where T : struct
        where TNumber : struct
    {
        private delegate TNumber Getter(ref T quantity);

        private readonly Getter _number = typeof(T).GetProperty("Value")!.GetMethod!.CreateDelegate<Getter>();

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            (T)WrappedValue.ConstructorOf(typeof(T))!.Invoke([JsonSerializer.Deserialize<TNumber>(ref reader, options)]);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, _number(ref value), options);
    }
}
