using Autoscaler.Contracts.History;

namespace Autoscaler.Dashboard.Live;

/// <summary>A stretch of an endpoint's past.</summary>
/// <param name="From">Its beginning, UTC.</param>
/// <param name="To">Its end, UTC.</param>
/// <param name="Demand">Demand and copies.</param>
/// <param name="Decisions">The decisions that acted, the newest first; 1,000 at the most.</param>
public sealed record EndpointPast(DateTimeOffset From, DateTimeOffset To, DemandHistory Demand, ImmutableArray<JournalEntry> Decisions)
{
    /// <inheritdoc/>
    public bool Equals(EndpointPast? other) => other is not null && From == other.From && To == other.To
        && Decisions.Length == other.Decisions.Length && (Decisions.IsEmpty || Decisions[0].Number == other.Decisions[0].Number)
        && Demand.Series.Select(LastOf).SequenceEqual(other.Demand.Series.Select(LastOf));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(From, To);

    private static (ComponentName Component, int Points, DemandPoint Last) LastOf(DemandSeries series) =>
        (series.Component, series.Points.Length, series.Points.IsEmpty ? default : series.Points[^1]);
}
