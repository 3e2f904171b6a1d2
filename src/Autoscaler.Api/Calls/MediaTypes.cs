using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Autoscaler.Api.Calls;

/// <summary>Media types of bodies, and which of them a caller wants.</summary>
internal static class MediaTypes
{
    public const string Json = "application/json";
    public const string Yaml = "application/yaml";
    public const string EventStream = "text/event-stream";

    /// <summary>The first of what there is that the caller likes best; null where it takes none of them.</summary>
    /// <param name="accept">The header; without one everything is taken.</param>
    /// <param name="offered">What there is, what is given to whoever does not care first.</param>
    public static string? Choose(StringValues accept, ImmutableArray<string> offered)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges) || ranges.Count == 0)
        {
            return offered[0];
        }

        var best = ((string Type, double Quality)?)null;
        foreach (var type in offered)
        {
            var quality = QualityOf(new MediaTypeHeaderValue(type), ranges);
            best = quality > (best?.Quality ?? 0) ? (type, quality) : best;
        }

        return best?.Type;
    }

    // The most specific range decides.
    private static double QualityOf(MediaTypeHeaderValue type, IList<MediaTypeHeaderValue> ranges) => ranges
        .Where(type.IsSubsetOf)
        .OrderBy(static range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0)
        .Select(static range => range.Quality ?? 1)
        .FirstOrDefault();
}
