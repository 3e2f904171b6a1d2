using System.Globalization;
using Autoscaler.Api.Problems;

namespace Autoscaler.Api.Streams;

/// <summary>Reads the last event that somebody who comes back has seen.</summary>
internal static class LastEventId
{
    /// <summary>The header's name.</summary>
    public const string Header = "Last-Event-ID";

    /// <summary>The number; null where the request says none.</summary>
    /// <exception cref="ProblemException">It says something else.</exception>
    public static long? Read(HttpRequest request)
    {
        var header = request.Headers[Header];
        return header.Count == 0 ? null
            : long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new ProblemException(Problem.InvalidRequest(FieldError.Outside(Header, "the id of an event, as this stream gave it", $"'{header}'")));
    }
}
