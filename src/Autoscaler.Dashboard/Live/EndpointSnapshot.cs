using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.History;

namespace Autoscaler.Dashboard.Live;

/// <summary>An endpoint at one time, with what it did lately.</summary>
/// <param name="View">The endpoint.</param>
/// <param name="Decisions">Its latest decisions and runs of holds, the newest first.</param>
/// <param name="Starts">Its latest copies that became ready, the newest first.</param>
/// <param name="At">When it was read, by the service's clock, UTC.</param>
public sealed record EndpointSnapshot(EndpointView View, ImmutableArray<JournalEntry> Decisions, ImmutableArray<JournalEntry> Starts, DateTimeOffset At)
{
    /// <inheritdoc/>
    public bool Equals(EndpointSnapshot? other) => other is not null
        && View.TickCount == other.View.TickCount && View.Version == other.View.Version && View.DecisionCount == other.View.DecisionCount && View.Phase == other.View.Phase
        && View.Cache.Version == other.View.Cache.Version
        && View.Slots.Sum(static slot => slot.Version) == other.View.Slots.Sum(static slot => slot.Version)
        && NewestOf(Decisions) == NewestOf(other.Decisions) && NewestOf(Starts) == NewestOf(other.Starts)
        && Minute.Of(At) == Minute.Of(other.At);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(View.TickCount, View.Version);

    private static long NewestOf(ImmutableArray<JournalEntry> entries) => entries is [var newest, ..] ? newest.Number : 0;
}
