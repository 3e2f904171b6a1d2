using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Autoscaler.Cloud.Aws.Tests.Kit;

/// <summary>A request as a scripted server got it.</summary>
/// <param name="Method">As <c>POST</c>.</param>
/// <param name="Path">Of the address, decoded.</param>
/// <param name="Query">Of the address, by name.</param>
/// <param name="Headers">By name, in any case.</param>
/// <param name="Body">The bytes.</param>
public sealed record ScriptedRequest(
    string Method, string Path, ImmutableDictionary<string, string> Query, ImmutableDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>Who it was meant for, in the JSON protocols, as <c>GraniteServiceVersion20100801.GetMetricData</c>; null in others.</summary>
    public string? Target => Headers.GetValueOrDefault("X-Amz-Target");

    /// <summary>The operation: of the target, or of the form in the query protocols; empty in others.</summary>
    public string Operation => Target is { } target ? target[(target.IndexOf('.', StringComparison.Ordinal) + 1)..] : Form.GetValueOrDefault("Action", string.Empty);

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The body as JSON.</summary>
    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.Clone();
        }
    }

    /// <summary>The body as a form, by name, as the query protocols send it; empty where it is none.</summary>
    public ImmutableDictionary<string, string> Form =>
        Headers.GetValueOrDefault("Content-Type", string.Empty).StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal)
            ? Text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(static pair => pair.Split('=', 2))
                .ToImmutableDictionary(static pair => Decode(pair[0]), static pair => pair.Length > 1 ? Decode(pair[1]) : string.Empty)
            : ImmutableDictionary<string, string>.Empty;

    /// <summary>The key that signed it; null for none.</summary>
    public string? AccessKey => Credential is { Length: > 0 } credential ? credential[0] : null;

    /// <summary>The Region that it was signed for; null for none.</summary>
    public string? SignedRegion => Credential is { Length: > 2 } credential ? credential[2] : null;

    /// <summary>The time that it was signed by; null for none.</summary>
    public DateTimeOffset? SignedAt =>
        DateTimeOffset.TryParseExact(
            Headers.GetValueOrDefault("X-Amz-Date"), "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : null;

    /// <summary>Whether it speaks one of the JSON protocols.</summary>
    public bool IsJson => Target is not null;

    private string[]? Credential
    {
        get
        {
            const string Before = "Credential=";
            var text = Headers.GetValueOrDefault("Authorization", string.Empty);
            var start = text.IndexOf(Before, StringComparison.Ordinal);
            return start < 0 ? null : text[(start + Before.Length)..].Split(',')[0].Split('/');
        }
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
