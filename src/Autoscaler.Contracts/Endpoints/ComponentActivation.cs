namespace Autoscaler.Contracts.Endpoints;

/// <summary>When a component was last activated: it keeps a copy until its policy's idle grace is over.</summary>
/// <param name="Component">The component.</param>
/// <param name="At">When, UTC.</param>
[GenerateSerializer, Alias("autoscaler.ComponentActivation"), Immutable]
public sealed record ComponentActivation([property: Id(0)] ComponentName Component, [property: Id(1)] DateTimeOffset At);
