using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Autoscaler.Api.Problems;

namespace Autoscaler.Api.Tests.Kit;

/// <summary>What the server answered.</summary>
public sealed record Answer(HttpStatusCode Status, string Text, string? MediaType, string? ETag, TimeSpan? RetryAfter, string WwwAuthenticate)
{
    public static async Task<Answer> ReadAsync(HttpResponseMessage response, string? text = null) => new(
        response.StatusCode,
        text ?? await response.Content.ReadAsStringAsync(),
        response.Content.Headers.ContentType?.MediaType,
        response.Headers.ETag?.ToString(),
        response.Headers.RetryAfter?.Delta,
        response.Headers.WwwAuthenticate.ToString());

    public JsonNode Json => JsonNode.Parse(Text) ?? throw new JsonException("null");

    /// <summary>A member of the body, by its path.</summary>
    public JsonNode? this[params string[] path] => path.Aggregate((JsonNode?)Json, static (node, name) => node?[name]);

    /// <summary>The name of the problem; null where it is none.</summary>
    public string? Problem => MediaType == ProblemBody.MediaType ? this["type"]!.GetValue<string>()["urn:autoscaler:problem:".Length..] : null;

    /// <summary>The errors, as <c>field</c> or <c>field line:column</c>.</summary>
    public IEnumerable<string> Errors => (this["errors"] as JsonArray ?? []).Select(static error =>
        error!["line"] is { } line ? $"{error["field"]} {line}:{error["column"]}" : error["field"]!.GetValue<string>());

    public Answer Expect(HttpStatusCode status)
    {
        Assert.True(Status == status, $"Expected {status}; found {Status}: {Text}");
        return this;
    }

    public Answer Expect(HttpStatusCode status, string problem)
    {
        Expect(status);
        Assert.Equal(problem, Problem);
        return this;
    }
}
