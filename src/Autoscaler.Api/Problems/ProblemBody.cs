namespace Autoscaler.Api.Problems;

/// <summary>A problem as it is sent (RFC 9457).</summary>
internal sealed record ProblemBody
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>The kind, as <c>urn:autoscaler:problem:not-found</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What the kind means.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What happened this time.</summary>
    public string? Detail { get; init; }

    /// <summary>This one time, as <c>urn:autoscaler:trace:…</c>; the service's logs and traces name it too.</summary>
    public required string Instance { get; init; }

    /// <summary>What is wrong with the input, all of it at once.</summary>
    public ImmutableArray<FieldError>? Errors { get; init; }
}
