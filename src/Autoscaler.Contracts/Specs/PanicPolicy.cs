namespace Autoscaler.Contracts.Specs;

/// <summary>Two windows: the stable one sizes the fleet, the short one takes over while demand is a multiple of what is supplied, and then never scales in.</summary>
[GenerateSerializer, Alias("autoscaler.PanicPolicy"), Immutable]
public sealed record PanicPolicy
{
    /// <summary>The stable window, longer than the panic window, at most 1 h. Default 60 s.</summary>
    [Id(0)] public TimeSpan StableWindow { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The panic window, 1 s or more. Default 10 s: the latest sample.</summary>
    [Id(1)] public TimeSpan PanicWindow { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Panic begins when the panic window calls for this multiple of the copies that are ready or coming; above 1. Default 2.</summary>
    [Id(2)] public double ThresholdRatio { get; init; } = 2;
}
