namespace Autoscaler.Documents.Requests;

/// <summary>Copies to be set by hand, as a request says it: <c>{ "copies": 3, "for": "30m" }</c> or <c>{ "copies": 3, "until": "2026-01-02T03:04:05Z" }</c>.</summary>
public static class OverrideDocument
{
    private const string EndRule = "one of the keys for and until";

    /// <summary>Reads a JSON text in UTF-8.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="file">The name that errors give.</param>
    public static DocumentResult<OverrideRequest> Parse(ReadOnlyMemory<byte> utf8, string file) => JsonBody.Read(
        utf8, file, "copies to be set, in JSON", static (fields, reading) =>
        {
            var request = new OverrideRequest(fields.RequiredInteger("copies"), fields.OptionalDuration("for"), fields.OptionalTime("until"));
            var given = (fields.PlaceOf("for"), fields.PlaceOf("until"));
            if (given is (null, null))
            {
                reading.Add("for", fields.Mark, EndRule, "none of them");
            }
            else if (given is ({ } _, { } second))
            {
                reading.Add("until", second, EndRule, "both");
            }

            if (given.Item1 is { } first)
            {
                // The endpoint knows the time alone.
                reading.Place("until", "for", first);
            }

            return request;
        });
}

/// <summary>Copies to be set by hand.</summary>
/// <param name="Copies">How many.</param>
/// <param name="For">For how long; null where the end is given.</param>
/// <param name="Until">Until when, UTC; null where the length is given.</param>
public sealed record OverrideRequest(int Copies, TimeSpan? For, DateTimeOffset? Until);
