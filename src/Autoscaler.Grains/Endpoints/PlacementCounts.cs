using Autoscaler.Contracts.Decisions;

namespace Autoscaler.Grains.Endpoints;

/// <summary>Counts placements by class, in the order of classes.</summary>
internal static class PlacementCounts
{
    /// <summary>The counts after a decision.</summary>
    public static ImmutableArray<PlacementCount> Add(ImmutableArray<PlacementCount> counts, ImmutableArray<CopyPlacement> placements)
    {
        foreach (var (place, copies) in placements.CountBy(placement => placement.Chosen.Class).OrderBy(one => one.Key))
        {
            var index = counts.IndexOf(counts.FirstOrDefault(count => count.Class == place));
            counts = index >= 0
                ? counts.SetItem(index, counts[index] with { Copies = counts[index].Copies + copies })
                : [.. counts.Append(new PlacementCount(place, copies)).OrderBy(count => count.Class)];
        }

        return counts;
    }
}
