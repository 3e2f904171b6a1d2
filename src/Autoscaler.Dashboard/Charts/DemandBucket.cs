using Autoscaler.Contracts.History;

namespace Autoscaler.Dashboard.Charts;

/// <summary>What a chart shows at one place: a step of the past, or several together.</summary>
/// <param name="Start">Its beginning, UTC.</param>
/// <param name="Concurrency">The largest demand, requests at once; null where unknown.</param>
/// <param name="Wanted">The most copies wanted.</param>
/// <param name="Ready">The least copies that served.</param>
/// <param name="Coming">The most copies on their way.</param>
public readonly record struct DemandBucket(DateTimeOffset Start, double? Concurrency, int? Wanted, int? Ready, int? Coming)
{
    /// <summary>Points in at most so many buckets, by time; what lies between two has an empty one.</summary>
    public static ImmutableArray<DemandBucket> Of(ImmutableArray<DemandPoint> points, TimeAxis axis, TimeSpan step, int most)
    {
        var perBucket = Math.Max(1, (long)Math.Ceiling(axis.Span / step / most));
        var length = step * perBucket;
        var buckets = new DemandBucket[(int)Math.Ceiling(axis.Span / length)];
        for (var i = 0; i < buckets.Length; i++)
        {
            buckets[i] = new DemandBucket(axis.From + (length * i), null, null, null, null);
        }

        foreach (var point in points)
        {
            var index = (int)((point.Start - axis.From) / length);
            if (index >= 0 && index < buckets.Length)
            {
                buckets[index] = buckets[index].With(point);
            }
        }

        return [.. buckets];
    }

    private DemandBucket With(DemandPoint point) => this with
    {
        Concurrency = Most(Concurrency, point.Concurrency),
        Wanted = Most(Wanted, point.Wanted),
        Ready = Ready is { } known && point.Ready is { } other ? Math.Min(known, other) : Ready ?? point.Ready,
        Coming = Most(Coming, point.Coming),
    };

    private static T? Most<T>(T? one, T? other)
        where T : struct, IComparable<T> => one is { } left && other is { } right ? (left.CompareTo(right) >= 0 ? left : right) : one ?? other;
}
