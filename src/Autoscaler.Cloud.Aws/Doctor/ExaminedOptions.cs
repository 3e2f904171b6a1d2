using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Autoscaler.Contracts.Clients;

namespace Autoscaler.Cloud.Aws.Doctor;

/// <summary>
/// Options as a host's configuration file holds them, in the section <c>Aws</c> or by themselves, for the doctor alone: the secret of slot tokens, which a host makes
/// where it is given none, is neither asked for nor used.
/// </summary>
public static class ExaminedOptions
{
    private const string Section = "Aws";
    private const int UnusedSecretBytes = 48;

    // The host's own, which say nothing of what the doctor looks at.
    private static readonly ImmutableArray<string> OfTheHost = ["Metrics", "Watching", "Registry", "GrainStorage", "TokenSecret", "FormerTokenSecrets"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,

        // What is missing is told with everything else that is wrong, by the validator.
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { static type => RequireNothing(type) } },
        Converters =
        {
            new WrappedText<ZoneName>(static text => new ZoneName(text), static name => name.Value),
            new WrappedText<InstanceTypeName>(static text => new InstanceTypeName(text), static name => name.Value),
            new PriceNumber(),
            new FlagText(),
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
        },
    };

    /// <summary>Reads options; null where they cannot be used, and all that is wrong is told.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="name">The file's name, for errors.</param>
    /// <param name="errors">Takes what is wrong; never a secret.</param>
    public static AwsCloudOptions? Read(string text, string name, ICollection<string> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        try
        {
            var options = SectionOf(text).Deserialize<AwsCloudOptions>(Json) ?? throw new JsonException("expected an object; found null");
            options = options with { TokenSecret = SlotTokenSecret.FromBytes(RandomNumberGenerator.GetBytes(UnusedSecretBytes)) };
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

    private static JsonObject SectionOf(string text)
    {
        var read = JsonNode.Parse(text, new JsonNodeOptions { PropertyNameCaseInsensitive = true }, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var root = read as JsonObject ?? throw new JsonException("expected an object");
        var section = root[Section] is { } inner ? inner as JsonObject ?? throw new JsonException($"{Section}: expected an object") : root;
        foreach (var key in OfTheHost)
        {
            section.Remove(key);
        }

        return section;
    }

    private static void RequireNothing(JsonTypeInfo type)
    {
        for (var index = type.Properties.Count - 1; index >= 0; index--)
        {
            type.Properties[index].IsRequired = false;
            if (type.Properties[index].PropertyType == typeof(SlotTokenSecret))
            {
                type.Properties.RemoveAt(index);
            }
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

    // A configuration knows texts alone; a file may have either.
    private sealed class FlagText : JsonConverter<bool>
    {
        public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.String when bool.TryParse(reader.GetString(), out var flag) => flag,
            _ => throw new JsonException(),
        };

        public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);
    }

    private sealed class PriceNumber : JsonConverter<UsdPerHour>
    {
        public override UsdPerHour Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(
            reader.TokenType == JsonTokenType.String && decimal.TryParse(reader.GetString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price)
                ? price
                : reader.GetDecimal());

        public override void Write(Utf8JsonWriter writer, UsdPerHour value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
    }
}
