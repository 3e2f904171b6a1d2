using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Autoscaler.Contracts.Endpoints;

namespace Autoscaler.Cli.Server;

/// <summary>Why a server did not do what it was asked (RFC 9457).</summary>
/// <param name="Status">The HTTP status; null where no answer came, or none of the API.</param>
/// <param name="Title">In a few words.</param>
/// <param name="Detail">In a sentence; null where the title says it all.</param>
internal sealed record Problem(int? Status, string Title, string? Detail)
{
    private const string NotFound = "urn:autoscaler:problem:not-found";

    /// <summary>Its kind, a URI; null where the answer says none.</summary>
    public string? Type { get; init; }

    /// <summary>What is wrong with what was sent.</summary>
    public ImmutableArray<SpecError> Errors { get; init; } = [];

    /// <summary>When it may be worth another try; null where the server does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The input is wrong: the same again would fail again.</summary>
    public bool IsBadInput => Status is 400 or 413 or 415 or 422;

    /// <summary>The API says that there is no such thing. Whatever else answers at an address may also say 404.</summary>
    public bool IsNotFound => Status == 404 && Type == NotFound;

    /// <summary>It is not this one request: the next would meet the same.</summary>
    public bool IsOfAnyRequest => Status is null or 401 or 429 or >= 500;

    /// <summary>It may pass by itself.</summary>
    public bool IsPassing => Status is null or 429 or >= 500;

    /// <summary>Reads an answer's body.</summary>
    public static Problem Of(int status, string? reason, JsonNode? body, TimeSpan? retryAfter)
    {
        var fields = body as JsonObject;
        var errors = (fields?["errors"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(static error => new SpecError(Text(error, "field") ?? "body", Text(error, "expected") ?? "something else", Text(error, "found") ?? "?"));
        var title = Text(fields, "title") ?? (reason is { Length: > 0 } ? reason : "The server refused");
        return new Problem(status, title, Text(fields, "detail")) { Type = Text(fields, "type"), Errors = [.. errors], RetryAfter = retryAfter };
    }

    /// <summary>For people, an error a line.</summary>
    public override string ToString() => Told(static error => error.ToString());

    /// <summary>For people, with errors as somebody tells them who knows more of what was sent.</summary>
    public string Told(Func<SpecError, string> tell)
    {
        var text = new StringBuilder(Title);
        if (Detail is { } detail && detail != Title)
        {
            text.Append(": ").Append(detail.TrimEnd('.'));
        }

        if (Status is { } status)
        {
            text.Append(CultureInfo.InvariantCulture, $" (HTTP {status})");
        }

        foreach (var error in Errors)
        {
            text.Append("\n  ").Append(tell(error));
        }

        if (RetryAfter is { } wait)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  try again in {wait.TotalSeconds:0} s");
        }

        return text.ToString();
    }

    private static string? Text(JsonObject? fields, string name) => fields?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
