namespace Autoscaler.Contracts.History;

/// <summary>Which points of an endpoint's past to read.</summary>
/// <param name="Component">The component; null for all.</param>
/// <param name="From">From when on, UTC.</param>
/// <param name="To">Until when, UTC, itself not included.</param>
/// <param name="Step">Time between points: 10 s, which are kept for 3 h, or 1 min, which are kept for 15 days.</param>
[GenerateSerializer, Alias("autoscaler.DemandQuery"), Immutable]
public sealed record DemandQuery(
    [property: Id(0)] ComponentName? Component,
    [property: Id(1)] DateTimeOffset From,
    [property: Id(2)] DateTimeOffset To,
    [property: Id(3)] TimeSpan Step)
{
    /// <summary>The short step.</summary>
    public static TimeSpan Fine { get; } = TimeSpan.FromSeconds(10);

    /// <summary>The long step.</summary>
    public static TimeSpan Coarse { get; } = TimeSpan.FromMinutes(1);

    /// <summary>How long fine points are kept.</summary>
    public static TimeSpan FineKept { get; } = TimeSpan.FromHours(3);

    /// <summary>How long coarse points are kept.</summary>
    public static TimeSpan CoarseKept { get; } = TimeSpan.FromDays(15);
}
