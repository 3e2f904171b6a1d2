namespace Autoscaler.Contracts.Specs;

/// <summary>Limits on removing copies.</summary>
[GenerateSerializer, Alias("autoscaler.ScaleInPolicy"), Immutable]
public sealed record ScaleInPolicy
{
    /// <summary>
    /// Copies go only when the largest demand of this time calls for fewer; 0 s to 1 h. Default 300 s. Nothing is removed before the window is full of samples.
    /// </summary>
    [Id(0)] public TimeSpan StabilizationWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Largest fraction of the ready copies that one decision may remove, above 0, at most 1; one copy may always go. Default 0.5.</summary>
    [Id(1)] public double MaxShrinkRatio { get; init; } = 0.5;

    /// <summary>A drain that takes longer than this is cut; 0 s to 1 h. Default 10 min.</summary>
    [Id(2)] public TimeSpan DrainDeadline { get; init; } = TimeSpan.FromMinutes(10);
}
