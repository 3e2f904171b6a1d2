using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Autoscaler.Contracts.Clients;

namespace Autoscaler.Cloud.Aws;

/// <summary>Options as a JSON file holds them: the names of <see cref="AwsCloudOptions"/> in camel case, durations as <c>00:01:00</c>.</summary>
public static class AwsCloudOptionsDocument
{
    /// <summary>The variable that holds the secret of slot tokens where the file does not.</summary>
    public const string SecretVariable = "AUTOSCALER_AWS_TOKEN_SECRET";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        NumberHandling = JsonNumberHandling.Strict,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,

        // What is missing is told with everything else that is wrong, by the validator.
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { static type => RequireNothing(type) } },
        Converters =
        {
            new WrappedText<ZoneName>(static text => new ZoneName(text), static name => name.Value),
            new WrappedText<InstanceTypeName>(static text => new InstanceTypeName(text), static name => name.Value),
            new PriceNumber(),
            new SecretText(),
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
        },
    };

    /// <summary>Reads options; null where they cannot be used, and all that is wrong is told.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="name">The file's name, for errors.</param>
    /// <param name="variable">Reads a variable of the environment; null where it is not set.</param>
    /// <param name="errors">Takes what is wrong; never a secret.</param>
    public static AwsCloudOptions? Read(string text, string name, Func<string, string?> variable, ICollection<string> errors)
    {
        ArgumentNullException.ThrowIfNull(variable);
        ArgumentNullException.ThrowIfNull(errors);
        try
        {
            var options = JsonSerializer.Deserialize<AwsCloudOptions>(text, Json) ?? throw new JsonException("expected an object; found null");
            options = options.TokenSecret is null && variable(SecretVariable) is { } secret ? options with { TokenSecret = SlotTokenSecret.FromText(secret) } : options;
            var wrong = AwsCloudOptionsValidator.ErrorsOf(options);
            foreach (var error in wrong)
            {
                errors.Add($"{name}: {error}");
            }

            return wrong.IsEmpty ? options : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or NotSupportedException)
        {
            errors.Add($"{name}: {e.Message}");
            return null;
        }
    }

    private static void RequireNothing(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            property.IsRequired = false;
        }
    }

    private sealed class WrappedText<T>(Func<string, T> wrap, Func<T, string> unwrap) : JsonConverter<T>
        where T : struct
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => wrap(reader.GetString() ?? throw new JsonException());

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => wrap(reader.GetString() ?? throw new JsonException());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(unwrap(value));

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(unwrap(value));
    }

    private sealed class PriceNumber : JsonConverter<UsdPerHour>
    {
        public override UsdPerHour Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetDecimal());

        public override void Write(Utf8JsonWriter writer, UsdPerHour value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
    }

    private sealed class SecretText : JsonConverter<SlotTokenSecret>
    {
        public override SlotTokenSecret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => SlotTokenSecret.FromText(reader.GetString() ?? string.Empty);

        // It leaves the process by no way.
        public override void Write(Utf8JsonWriter writer, SlotTokenSecret value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
