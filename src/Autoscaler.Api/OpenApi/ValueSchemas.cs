using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Specs;
using Autoscaler.Documents.Requests;
using Microsoft.OpenApi;

namespace Autoscaler.Api.OpenApi;

/// <summary>Schemas of the values that have a form of their own in JSON.</summary>
internal static class ValueSchemas
{
    /// <summary>Completes the schema of a type: what its converter alone knows, and that a null is left out.</summary>
    public static void Apply(OpenApiSchema schema, JsonTypeInfo type)
    {
        var optional = Nullable.GetUnderlyingType(type.Type);
        if (FormOf(optional ?? type.Type) is { } form)
        {
            Fill(schema, form, isOptional: optional is not null);
        }
        else if (type.ElementType is { } element && FormOf(element) is { } item)
        {
            schema.Items = item;
        }

        foreach (var member in type.Properties.Where(static member => !member.IsRequired && (member.IsGetNullable || Nullable.GetUnderlyingType(member.PropertyType) is not null)))
        {
            schema.Required?.Remove(member.Name);
        }
    }

    private static void Fill(OpenApiSchema schema, OpenApiSchema form, bool isOptional)
    {
        var type = isOptional ? form.Type | JsonSchemaType.Null : form.Type;
        (schema.Type, schema.Format, schema.Pattern, schema.Minimum) = (type, form.Format, form.Pattern, form.Minimum);
        schema.Description ??= form.Description;
        if (form.Properties is { } properties)
        {
            (schema.Properties, schema.Required) = (properties, form.Required);
        }
    }

    private static OpenApiSchema? FormOf(Type type) => type switch
    {
        _ when type == typeof(TimeSpan) => new OpenApiSchema { Type = JsonSchemaType.Number, Description = "Seconds." },
        _ when type == typeof(DateTimeOffset) => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" },
        _ when type == typeof(double) => new OpenApiSchema { Type = JsonSchemaType.Number },
        _ when type == typeof(EndpointSpec) => DocumentSchemas.Endpoint(),
        _ when type == typeof(ScalingPolicy) => DocumentSchemas.Policy(),
        _ when type == typeof(KeyRequest) => DocumentSchemas.KeyRequest(),
        _ when type == typeof(OverrideRequest) => DocumentSchemas.Override(),
        _ when type == typeof(PrebuildRequest) => DocumentSchemas.Prebuild(),
        _ when type == typeof(PurgeRequest) => DocumentSchemas.Purge(),
        // The one member of that kind is a component's part of the document.
        _ when type == typeof(JsonObject) => DocumentSchemas.Component(),
        _ when type == typeof(ByteCount) => new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0" },
        _ when type == typeof(UsdPerHour) => new OpenApiSchema { Type = JsonSchemaType.Number, Minimum = "0" },
        _ when IsId(type) => new OpenApiSchema { Type = JsonSchemaType.String, Pattern = PatternOf(type) },
        _ => null,
    };

    // Ids are texts; so are the contracts' structs that are parsed from one.
    private static bool IsId(Type type) => type is { IsValueType: true, IsEnum: false }
        && type.Assembly == typeof(TenantId).Assembly
        && (type.Namespace == typeof(TenantId).Namespace || type.GetMethod("Parse", [typeof(string)])?.ReturnType == type);

    private static string? PatternOf(Type type) =>
        type == typeof(TenantId) || type == typeof(ComponentName) ? "^[a-z0-9-]{1,63}$"
        : type == typeof(EndpointId) ? "^[a-z0-9-]{1,63}/[a-z0-9-]{1,63}$"
        : type == typeof(ImageDigest) ? "^sha256:[0-9a-f]{64}$"
        : null;
}
