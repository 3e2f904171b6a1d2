using System.Globalization;

namespace Autoscaler.Documents;

/// <summary>Times as people write them to a server: in ISO 8601, to the second or finer, with their zone.</summary>
public static class IsoTimeText
{
    /// <summary>What a message says of the syntax.</summary>
    public const string Rule = "a time in ISO 8601 with its zone, as 2026-01-02T03:04:05Z";

    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>The time in UTC, or null where the text is none, or has no zone and would be read as the server's.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var hasZone = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-');
        return hasZone && DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
    }
}
