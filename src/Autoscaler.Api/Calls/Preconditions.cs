using System.Globalization;
using Autoscaler.Api.Problems;
using Autoscaler.Contracts.Endpoints;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Autoscaler.Api.Calls;

/// <summary>Reads from which version a change is made.</summary>
internal static class Preconditions
{
    private const string VersionRule = "one version, as the ETag gave it: \"7\"";
    private const string AbsentRule = "*, where there must be nothing yet";

    /// <summary>The condition that the headers state; none where they state none.</summary>
    /// <exception cref="ProblemException">They state something else.</exception>
    public static WriteCondition Read(HttpRequest request)
    {
        var match = request.Headers.IfMatch;
        var noneMatch = request.Headers.IfNoneMatch;
        var version = VersionIn(match);
        var errors = ImmutableArray.CreateBuilder<FieldError>();
        if (match.Count > 0 && version is null)
        {
            errors.Add(FieldError.Outside(HeaderNames.IfMatch, VersionRule, match.ToString()));
        }

        if (noneMatch.Count > 0 && noneMatch != "*")
        {
            errors.Add(FieldError.Outside(HeaderNames.IfNoneMatch, AbsentRule, noneMatch.ToString()));
        }

        if (match.Count > 0 && noneMatch.Count > 0)
        {
            errors.Add(FieldError.Outside(HeaderNames.IfNoneMatch, $"none beside {HeaderNames.IfMatch}", noneMatch.ToString()));
        }

        return errors.Count > 0 ? throw new ProblemException(Problem.InvalidRequest(errors.ToImmutable()))
            : version is { } expected ? WriteCondition.Version(expected)
            : noneMatch.Count > 0 ? WriteCondition.Absent
            : WriteCondition.None;
    }

    private static long? VersionIn(StringValues header) =>
        header is [['"', .. var digits, '"']] && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
}
