using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Autoscaler.Api.Access;
using Autoscaler.Api.Calls;
using Autoscaler.Api.Problems;
using Autoscaler.Api.Streams;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Autoscaler.Api.OpenApi;

/// <summary>What an operation's description tells beyond the types: the parts of its address, its query, its headers, the key that it needs, and what problems mean.</summary>
internal static class OperationDetails
{
    public static void Apply(OpenApiOperation operation, ApiDescription route, OpenApiDocument? document)
    {
        var metadata = route.ActionDescriptor.EndpointMetadata;
        var access = metadata.OfType<RouteAccess>().Single();
        operation.OperationId = IdOf(route);
        operation.Description = $"For the role {access.Role.ToString().ToLowerInvariant()} and those above it{(access.IsOfPlatform ? ", and keys of the platform alone" : string.Empty)}.";
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiDocument.KeyScheme, document)] = [] }];
        operation.Parameters = [.. PathOf(route), .. QueryOf(metadata), .. HeadersOf(metadata)];
        foreach (var (status, response) in operation.Responses ?? [])
        {
            Complete(response, int.Parse(status, CultureInfo.InvariantCulture), metadata);
        }

        foreach (var (type, content) in operation.RequestBody?.Content ?? new Dictionary<string, OpenApiMediaType>())
        {
            if (type == MediaTypes.Json && BodyExamples.For(metadata) is { } example)
            {
                content.Example = example;
            }
        }
    }

    // As getTenantsByTenantEndpoints.
    private static string IdOf(ApiDescription route) => string.Concat(
        route.RelativePath!.Split('/').Skip(1).Select(static part => part.StartsWith('{') ? $"By{Capital(part.Trim('{', '}'))}" : Capital(part)).Prepend(route.HttpMethod!.ToLowerInvariant()));

    private static string Capital(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";

    private static IEnumerable<IOpenApiParameter> PathOf(ApiDescription route) => route.RelativePath!.Split('/')
        .Where(static part => part.StartsWith('{'))
        .Select(static part => RouteName.Find(part.Trim('{', '}')) ?? throw new UnreachableException($"A route has the part {part}, of which nobody knows what it can be."))
        .Select(static name => new OpenApiParameter
        {
            Name = name.Name,
            In = ParameterLocation.Path,
            Required = true,
            Description = name.Meaning,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = name.Pattern },
        });

    private static IEnumerable<IOpenApiParameter> QueryOf(IList<object> metadata) => metadata.OfType<RouteQuery>().SelectMany(static query => query.Parameters)
        .Select(static parameter => new OpenApiParameter
        {
            Name = parameter.Name,
            In = ParameterLocation.Query,
            Description = $"{parameter.Meaning} It is {parameter.Rule}.",
            Schema = SchemaOf(parameter.Form),
        });

    private static IEnumerable<IOpenApiParameter> HeadersOf(IList<object> metadata)
    {
        if (metadata.OfType<RouteCondition>().Any())
        {
            yield return Header(HeaderNames.IfMatch, "Changes only from the version that the ETag gave, as \"7\".");
            yield return Header(HeaderNames.IfNoneMatch, "*: changes only where there is nothing.");
        }

        if (metadata.OfType<RouteAnswers>().Any(static answers => answers.MediaTypes.Contains(MediaTypes.EventStream)))
        {
            yield return Header(LastEventId.Header, "Of a stream: the last event that was seen; what came after it comes first.");
        }
    }

    private static OpenApiParameter Header(string name, string meaning) =>
        new() { Name = name, In = ParameterLocation.Header, Description = meaning, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static OpenApiSchema SchemaOf(QueryForm form) => form switch
    {
        QueryForm.Text => new OpenApiSchema { Type = JsonSchemaType.String },
        QueryForm.Integer => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" },
        QueryForm.Boolean => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        QueryForm.Time => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" },
        _ => throw new UnreachableException(),
    };

    private static void Complete(IOpenApiResponse response, int status, IList<object> metadata)
    {
        var kinds = ProblemKind.All.Where(kind => kind.Status == status).ToList();
        if (kinds.Count > 0)
        {
            response.Description = $"{string.Join("; or: ", kinds.Select(static kind => $"{kind.Title} ({kind.Name})"))}.";
            if (response.Content?.TryGetValue(ProblemBody.MediaType, out var content) == true)
            {
                content.Example = new JsonObject
                {
                    ["type"] = kinds[0].Type,
                    ["title"] = kinds[0].Title,
                    ["status"] = status,
                    ["instance"] = "urn:autoscaler:trace:4bf92f3577b34da6a3ce929d0e0e4736",
                };
            }
        }

        if (response is OpenApiResponse own && status < StatusCodes.Status300MultipleChoices && metadata.OfType<RouteCondition>().Any() && status != StatusCodes.Status204NoContent)
        {
            own.Headers = new Dictionary<string, IOpenApiHeader>
            {
                [HeaderNames.ETag] = new OpenApiHeader { Description = "The version.", Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
            };
        }
    }
}
