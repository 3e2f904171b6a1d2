using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Autoscaler.Documents.Json;

namespace Autoscaler.Documents;

/// <summary>
/// The JSON of everything that the HTTP API, the CLI and the event stream show, for writing and for reading: names in camel case; ids as their text; words of
/// enumerations as <c>snapshot-rate</c>; times as UTC in ISO 8601; quantities as numbers under names that end in their unit (<c>compressedSizeBytes</c>,
/// <c>timeToReadySeconds</c>, <c>priceUsdPerHour</c>); specs and policies as their documents; nulls left out; a number that is not finite as null.
/// </summary>
public static class AutoscalerJson
{
    /// <summary>The options; they cannot be changed.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Gives options that belong to somebody else, as a web host's, the same JSON.</summary>
    public static void ApplyTo(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.AllowOutOfOrderMetadataProperties = true;
        // Nothing of this is written into a page's source, and texts with + and ' are to be read.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        foreach (var converter in Converters())
        {
            options.Converters.Add(converter);
        }

        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(MemberRules.Apply);
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions();
        ApplyTo(options);
        options.MakeReadOnly();
        return options;
    }

    private static IEnumerable<JsonConverter> Converters() =>
    [
        new EndpointSpecConverter(),
        new ScalingPolicyConverter(),
        new IdConverterFactory(),
        new QuantityConverterFactory(),
        new DurationConverter(),
        new TimeConverter(),
        new FiniteNumberConverter(),
        new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false),
    ];
}
