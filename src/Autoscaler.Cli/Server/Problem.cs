using System.Globalization;
using System.Text.Json.Nodes;
using Autoscaler.Contracts.Endpoints;

namespace Autoscaler.Cli.Server;

/// <summary>Why a server did not do what it was asked (RFC 9457).</summary>
/// <param name="Status">The HTTP status; null where no answer came.</param>
/// <param name="Title">In a few words.</param>
/// <param name="Detail">In a sentence; null where the title says it all.</param>
/// <param name="Errors">What is wrong with what was sent.</param>
/// <param name="RetryAfter">When it may be worth another try; null where the server does not say.</param>
internal sealed record Problem(int? Status, string Title, string? Detail, ImmutableArray<SpecError> Errors, TimeSpan? RetryAfter)
{
    /// <summary>The input is wrong: the same again would fail again.</summary>
    public bool IsBadInput => Status is 400 or 413 or 415 or 422;

    /// <summary>Reads an answer's body.</summary>
    public static Problem Of(int status, string? reason, JsonNode? body, TimeSpan? retryAfter)
    {
        var fields = body as JsonObject;
        var errors = (fields?["errors"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(static error => new SpecError(Text(error, "field") ?? "body", Text(error, "expected") ?? "something else", Text(error, "found") ?? "?"));
        var title = Text(fields, "title") ?? reason ?? string.Create(CultureInfo.InvariantCulture, $"HTTP {status}");
        return new Problem(status, title, Text(fields, "detail"), [.. errors], retryAfter);
    }

    /// <summary>For people, an error a line.</summary>
    public override string ToString()
    {
        var head = Detail is { } detail && detail != Title ? $"{Title}: {detail}" : Title;
        var status = Status is { } code ? string.Create(CultureInfo.InvariantCulture, $" (HTTP {code})") : string.Empty;
        var retry = RetryAfter is { } wait ? string.Create(CultureInfo.InvariantCulture, $"\n  try again in {wait.TotalSeconds:0} s") : string.Empty;
        return $"{head}{status}{string.Concat(Errors.Select(static error => $"\n  {error}"))}{retry}";
    }

    private static string? Text(JsonObject? fields, string name) => fields?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
