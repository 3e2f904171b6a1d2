namespace Autoscaler.Contracts.Caching;

/// <summary>A phase that a purge entered. Steps are chained: each hash covers the one before it, and stands in the journal too.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Phase">The phase.</param>
/// <param name="Live">How many things were live when it was entered.</param>
/// <param name="Hash">SHA-256 over the hash before it and this step, in lower-case hexadecimal.</param>
[GenerateSerializer, Alias("autoscaler.PurgeStep"), Immutable]
public sealed record PurgeStep(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] PurgePhase Phase,
    [property: Id(2)] int Live,
    [property: Id(3)] string Hash);
