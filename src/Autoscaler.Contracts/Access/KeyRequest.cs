namespace Autoscaler.Contracts.Access;

/// <summary>A key to be made.</summary>
/// <param name="Name">What it is for: 1 to 100 printable characters.</param>
/// <param name="Role">What it may do; never more than whoever asks.</param>
/// <param name="Lifetime">How long it is accepted, 1 min to 10 years; null for as long as it is not revoked.</param>
[GenerateSerializer, Alias("autoscaler.KeyRequest"), Immutable]
public sealed record KeyRequest(
    [property: Id(0)] string Name,
    [property: Id(1)] Role Role,
    [property: Id(2)] TimeSpan? Lifetime);
