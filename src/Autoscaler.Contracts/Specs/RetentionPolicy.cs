namespace Autoscaler.Contracts.Specs;

/// <summary>
/// An emptied instance is kept for as long as keeping it is cheaper than the expected cost of needing it again: by default the price of the minutes that a new copy
/// would have kept requests waiting. These bounds hold whatever that rule says.
/// </summary>
[GenerateSerializer, Alias("autoscaler.RetentionPolicy"), Immutable]
public sealed record RetentionPolicy
{
    /// <summary>Never released sooner after it was emptied; 0 s or more. Default 0 s.</summary>
    [Id(0)] public TimeSpan Min { get; init; } = TimeSpan.Zero;

    /// <summary>Always released by then; at least <see cref="Min"/>, at most 24 h. Default 15 min.</summary>
    [Id(1)] public TimeSpan Max { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// What a second of missing capacity costs, as a multiple of the instance's price a second; 0 or more. Default 1: keeping costs as much as the start it saves
    /// (the break-even rule, at most twice the cost of knowing the future).
    /// </summary>
    [Id(2)] public double WaitingCostRatio { get; init; } = 1;
}
