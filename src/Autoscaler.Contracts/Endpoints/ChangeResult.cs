namespace Autoscaler.Contracts.Endpoints;

/// <summary>What came of a change.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Errors">All that is wrong with it; empty unless it was refused.</param>
/// <param name="Version">The version that stands now; 0 where there is nothing.</param>
[GenerateSerializer, Alias("autoscaler.ChangeResult"), Immutable]
public sealed record ChangeResult(
    [property: Id(0)] WriteOutcome Outcome,
    [property: Id(1)] ImmutableArray<SpecError> Errors,
    [property: Id(2)] long Version)
{
    /// <summary>Whether what was asked for stands now.</summary>
    public bool Accepted => Outcome is WriteOutcome.Unchanged or WriteOutcome.Created or WriteOutcome.Changed;

    /// <summary>Refused, with all that is wrong.</summary>
    public static ChangeResult Refused(ImmutableArray<SpecError> errors, long version) => new(WriteOutcome.Refused, errors, version);
}
