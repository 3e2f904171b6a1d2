using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Autoscaler.Documents;

namespace Autoscaler.Api.Problems;

/// <summary>A refusal, and how it is sent.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Detail">What happened this time; null where the kind says it all. It names nothing that the caller did not.</param>
internal sealed record Problem(ProblemKind Kind, string? Detail = null) : IResult
{
    private const long LongestRetrySeconds = 86_400;

    /// <summary>What is wrong with the input.</summary>
    public ImmutableArray<FieldError> Errors { get; init; } = [];

    /// <summary>When another try may be worth it, from now, of the wall clock; null where nobody knows.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The version that stands, where the caller went by another; null where there is none.</summary>
    public long? Version { get; init; }

    /// <summary>Errors of parameters and headers.</summary>
    public static Problem InvalidRequest(params ImmutableArray<FieldError> errors) => new(ProblemKind.InvalidRequest) { Errors = errors };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Kind.Status;
        response.ContentType = ProblemBody.MediaType;
        response.Headers.CacheControl = "no-store";
        if (RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Clamp((long)Math.Ceiling(Math.Min(wait.TotalSeconds, LongestRetrySeconds)), 1, LongestRetrySeconds).ToString(CultureInfo.InvariantCulture);
        }

        if (Version is { } version)
        {
            response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
        }

        return JsonSerializer.SerializeAsync(response.Body, BodyFor(httpContext), AutoscalerJson.Options, httpContext.RequestAborted);
    }

    private ProblemBody BodyFor(HttpContext context) => new()
    {
        Type = Kind.Type,
        Title = Kind.Title,
        Status = Kind.Status,
        Detail = Detail,
        // Not the address: whoever asked knows it, and it can be ten kilobytes of anything.
        Instance = $"urn:autoscaler:trace:{Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier}",
        Errors = Errors.IsEmpty ? null : Errors,
    };
}
