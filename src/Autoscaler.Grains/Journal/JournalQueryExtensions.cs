using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;

namespace Autoscaler.Grains.Journal;

/// <summary>What every store makes of a query, so that they answer alike.</summary>
public static class JournalQueryExtensions
{
    /// <summary>The number of the acting decision that an event is; null for any other event.</summary>
    public static long? DecisionOf(this FleetEvent happened) => happened is DecisionMade made ? made.Decision.Id.Number : null;

    /// <summary>Refuses a query that no page can answer.</summary>
    /// <exception cref="ArgumentException">Both bounds are set, or the limit is out of its range.</exception>
    public static void ThrowIfInvalid(this EventQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        ThrowIfOut(query.Limit, nameof(query.Limit));
        if (query is { After: not null, Before: not null })
        {
            throw new ArgumentException($"Expected {nameof(query.After)} or {nameof(query.Before)}; found both, {query.After} and {query.Before}.", nameof(query));
        }
    }

    /// <summary>Refuses a query that no page can answer.</summary>
    /// <exception cref="ArgumentException">The limit is out of its range.</exception>
    public static void ThrowIfInvalid(this ChangeQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        ThrowIfOut(query.Limit, nameof(query.Limit));
    }

    private static void ThrowIfOut(int limit, string name)
    {
        if (limit is < 1 or > EventQuery.MaxLimit)
        {
            throw new ArgumentOutOfRangeException(name, limit, $"Expected 1 to {EventQuery.MaxLimit}.");
        }
    }
}
