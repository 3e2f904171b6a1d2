namespace Autoscaler.Contracts.Endpoints;

/// <summary>A number of copies that a person set, whatever demand says, until it expires.</summary>
/// <param name="Component">The component.</param>
/// <param name="Copies">Copies to have, 0 to the component's maximum.</param>
/// <param name="Until">When demand counts again, UTC.</param>
/// <param name="SetBy">Who set it: a key's id and name, or the platform.</param>
[GenerateSerializer, Alias("autoscaler.CopyOverride"), Immutable]
public sealed record CopyOverride(
    [property: Id(0)] ComponentName Component,
    [property: Id(1)] int Copies,
    [property: Id(2)] DateTimeOffset Until,
    [property: Id(3)] string SetBy);
