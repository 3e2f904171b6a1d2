using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Autoscaler.Documents.Json;

/// <summary>Ids as their texts: the contracts' structs around one text, and those that are parsed from one.</summary>
internal sealed class IdConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => ParserOf(typeToConvert) is not null || WrappedValue.TypeIn(typeToConvert) == typeof(string);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(IdConverter<>).MakeGenericType(typeToConvert))!;

    private static MethodInfo? ParserOf(Type type) =>
        WrappedValue.IsOfContracts(type) && type.GetMethod("Parse", BindingFlags.Public | BindingFlags.Static, [typeof(string)]) is { } parse && parse.ReturnType == type ? parse : null;

    private sealed class IdConverter<T> : JsonConverter<T>
        where T : struct
    {
        private readonly Func<string, T> _parse = ParserOf(typeof(T)) is { } parser
            ? parser.CreateDelegate<Func<string, T>>()
            : text => (T)WrappedValue.ConstructorOf(typeof(T))!.Invoke([text]);

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String)
            {
                throw new JsonException($"Expected a text for {typeof(T).Name}; found {reader.TokenType}.");
            }

            return Parse(reader.GetString()!);
        }

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(value.ToString()!);

        private T Parse(string text)
        {
            try
            {
                return _parse(text);
            }
            catch (FormatException e)
            {
                throw new JsonException(e.Message, e);
            }
        }
    }
}
