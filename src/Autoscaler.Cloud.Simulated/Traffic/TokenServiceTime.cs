namespace Autoscaler.Cloud.Simulated.Traffic;

/// <summary>
/// How long a copy takes for a request, from its tokens. The time does not depend on how many requests the copy serves at once: up to its concurrency a copy batches
/// them at a constant pace.
/// </summary>
public sealed record TokenServiceTime
{
    /// <summary>Prompt tokens that a copy reads in a second, above 0. Default 8,000.</summary>
    public double PrefillTokensPerSecond { get; init; } = 8000;

    /// <summary>Time for each generated token, 0 s or more. Default 25 ms.</summary>
    public TimeSpan DecodePerToken { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>From when a copy takes a request until its first token.</summary>
    public TimeSpan ToFirstToken(TraceRequest request) =>
        TimeSpan.FromSeconds(request.ContextTokens / PrefillTokensPerSecond) + (request.GeneratedTokens > 0 ? DecodePerToken : TimeSpan.Zero);

    /// <summary>From when a copy takes a request until its last token.</summary>
    public TimeSpan Total(TraceRequest request) =>
        TimeSpan.FromSeconds(request.ContextTokens / PrefillTokensPerSecond) + (DecodePerToken * request.GeneratedTokens);
}
