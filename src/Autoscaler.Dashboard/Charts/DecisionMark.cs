using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;

namespace Autoscaler.Dashboard.Charts;

/// <summary>Decisions on a chart, those that would lie on each other together.</summary>
/// <param name="Place">Where: 0 at the left edge, 1 at the right.</param>
/// <param name="Newest">The newest of them.</param>
/// <param name="Count">How many.</param>
/// <param name="Added">Copies that they placed.</param>
/// <param name="Removed">Copies that they drained.</param>
public sealed record DecisionMark(double Place, DecisionMade Newest, int Count, int Added, int Removed)
{
    private const int Places = 100;

    /// <summary>The marks of decisions, by time.</summary>
    public static ImmutableArray<DecisionMark> Of(ImmutableArray<JournalEntry> decisions, TimeAxis axis) =>
    [
        .. decisions.Select(static entry => entry.Event).OfType<DecisionMade>()
            .Where(made => made.Decision.At >= axis.From && made.Decision.At <= axis.To)
            .GroupBy(made => (int)(axis.Place(made.Decision.At) * Places))
            .Select(group =>
            {
                var newest = group.MaxBy(static made => made.Decision.At)!;
                return new DecisionMark(
                    axis.Place(newest.Decision.At), newest, group.Count(),
                    group.Sum(static made => made.Decision.Placements.Length), group.Sum(static made => made.Decision.Drains.Length));
            })
            .OrderBy(static mark => mark.Place),
    ];
}
