using Autoscaler.Contracts.Endpoints;

namespace Autoscaler.Contracts.Access;

/// <summary>What came of asking for a key.</summary>
/// <param name="Key">The key; null if it was refused.</param>
/// <param name="Token">What its holder shows. It is told this once and stored nowhere; null if it was refused.</param>
/// <param name="Errors">All that is wrong with the request; empty if there is a key.</param>
[GenerateSerializer, Alias("autoscaler.CreateKeyResult"), Immutable]
public sealed record CreateKeyResult(
    [property: Id(0)] ApiKeyView? Key,
    [property: Id(1)] string? Token,
    [property: Id(2)] ImmutableArray<SpecError> Errors)
{
    /// <summary>Without the token, so that no log shows it.</summary>
    public override string ToString() => Key is { } key ? $"key {key.Id}" : $"refused: {string.Join("; ", Errors)}";
}
