namespace Autoscaler.Contracts.Specs;

/// <summary>Limits on adding copies.</summary>
[GenerateSerializer, Alias("autoscaler.ScaleOutPolicy"), Immutable]
public sealed record ScaleOutPolicy
{
    /// <summary>Most copies that one decision may add, as a multiple of what is ready or coming (at least one copy counts as supplied); above 0. Default 10.</summary>
    [Id(0)] public double MaxGrowthRatio { get; init; } = 10;

    /// <summary>Copies that a decision may always add, 1 or more, whatever the ratio says. Default 4.</summary>
    [Id(1)] public int AlwaysAllowedCopies { get; init; } = 4;
}
