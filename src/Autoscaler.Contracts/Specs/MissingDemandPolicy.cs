namespace Autoscaler.Contracts.Specs;

/// <summary>What holds while no sample arrives. A missing sample is unknown demand, never zero.</summary>
[GenerateSerializer, Alias("autoscaler.MissingDemandPolicy"), Immutable]
public sealed record MissingDemandPolicy
{
    /// <summary>The newest sample may be this old before demand counts as unknown; 20 s to 1 h, and never less than three metric periods. Default 90 s. Until then the last known demand stands.</summary>
    [Id(0)] public TimeSpan HoldFor { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Copies to have once demand has been unknown for <see cref="FallbackAfter"/>; never fewer than run already. Null, the default, holds for ever.</summary>
    [Id(1)] public int? FallbackCopies { get; init; }

    /// <summary>Demand must have been unknown for this long before the fallback applies; at least <see cref="HoldFor"/>. Default 10 min.</summary>
    [Id(2)] public TimeSpan FallbackAfter { get; init; } = TimeSpan.FromMinutes(10);
}
