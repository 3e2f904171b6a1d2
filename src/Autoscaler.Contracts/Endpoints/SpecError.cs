namespace Autoscaler.Contracts.Endpoints;

/// <summary>One thing that is wrong with a spec.</summary>
/// <param name="Field">The path of the field, as <c>components[0].policy.targetConcurrencyPerCopy</c>.</param>
/// <param name="Expected">What would be right, with its unit.</param>
/// <param name="Found">What stands there.</param>
[GenerateSerializer, Alias("autoscaler.SpecError"), Immutable]
public sealed record SpecError([property: Id(0)] string Field, [property: Id(1)] string Expected, [property: Id(2)] string Found)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Field}: expected {Expected}; found {Found}";
}
