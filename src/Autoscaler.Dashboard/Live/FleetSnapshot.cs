using Autoscaler.Contracts.Fleets;

namespace Autoscaler.Dashboard.Live;

/// <summary>The fleet, or a tenant's part of it, at one time.</summary>
/// <param name="Summary">All of it together.</param>
/// <param name="Endpoints">Each endpoint, in the order of their ids.</param>
/// <param name="Trends">What starts and placements were like lately.</param>
/// <param name="At">When it was read, by the service's clock, UTC, to the minute.</param>
public sealed record FleetSnapshot(FleetSummary Summary, ImmutableArray<EndpointSummary> Endpoints, FleetTrends Trends, DateTimeOffset At)
{
    /// <inheritdoc/>
    public bool Equals(FleetSnapshot? other) =>
        other is not null && Summary == other.Summary && Trends == other.Trends && At == other.At && Endpoints.AsSpan().SequenceEqual(other.Endpoints.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Summary, At);
}
