using System.Text.Json.Nodes;
using Autoscaler.Api.Problems;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Autoscaler.Api.OpenApi;

/// <summary>The description of the API's routes.</summary>
internal static class ApiDocument
{
    /// <summary>The document's name, and the API's version.</summary>
    public const string Name = "v1";

    /// <summary>What the document calls the way to show a key.</summary>
    public const string KeyScheme = "key";

    public static void Configure(OpenApiOptions options)
    {
        // Whatever else a host serves is not this API's.
        options.ShouldInclude = static description => description.RelativePath?.StartsWith($"{Name}/", StringComparison.Ordinal) == true;
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.CreateSchemaReferenceId = static type =>
            type.Type == typeof(ProblemBody) ? "Problem" : type.Type == typeof(JsonObject) ? "ComponentSpec" : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddSchemaTransformer(static (schema, context, _) =>
        {
            ValueSchemas.Apply(schema, context.JsonTypeInfo);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(static (operation, context, _) =>
        {
            OperationDetails.Apply(operation, context.Description, context.Document);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Autoscaler",
                Version = Name,
                Description = "Scales fleets of accelerator instances that serve large models. Every request shows a key as its bearer token; every refusal is a problem (RFC 9457).",
            };
            // Where it is served is for whoever asks to know.
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            foreach (var schema in (document.Components.Schemas ?? new Dictionary<string, IOpenApiSchema>()).Values.OfType<OpenApiSchema>())
            {
                // The cases of a hierarchy come without their kind.
                schema.Type ??= schema.Properties is { Count: > 0 } ? JsonSchemaType.Object : null;
            }

            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [KeyScheme] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    Description = "A key of a tenant or of the platform, with a role: viewer, operator or admin.",
                },
            };
            return Task.CompletedTask;
        });
    }
}
