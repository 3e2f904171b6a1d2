namespace Autoscaler.Decisions.Scaling;

/// <summary>What people ask of a component beside its policy; the default is nothing.</summary>
/// <param name="IsPaused">Whether scaling is paused.</param>
/// <param name="Copies">Copies set by hand and in force; null where demand counts.</param>
/// <param name="ActivatedAt">When the component was last activated, UTC; null where it never was.</param>
public readonly record struct Steering(bool IsPaused, int? Copies, DateTimeOffset? ActivatedAt);
