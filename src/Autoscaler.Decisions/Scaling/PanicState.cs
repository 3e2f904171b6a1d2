namespace Autoscaler.Decisions.Scaling;

/// <summary>Whether a component is in panic, and the most that panic called for.</summary>
/// <param name="Until">Panic lasts until then, UTC; null outside panic.</param>
/// <param name="Copies">The most copies called for since panic began.</param>
public readonly record struct PanicState(DateTimeOffset? Until, int Copies);
