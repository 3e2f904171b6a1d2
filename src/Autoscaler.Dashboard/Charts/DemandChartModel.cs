using Autoscaler.Contracts.Specs;
using Autoscaler.Dashboard.Live;

namespace Autoscaler.Dashboard.Charts;

/// <summary>A component's past as it is drawn: all curves in copies, demand as the copies that would carry it at the policy's target.</summary>
public sealed class DemandChartModel
{
    private const int MaxBuckets = 360;

    // A queue can be a hundred times what is served: it is cut off there, and said, so that copies are not a line at the bottom.
    private const double MostAbove = 2;

    private DemandChartModel(TimeAxis time, CountAxis count, double target, ImmutableArray<DemandBucket> buckets, ImmutableArray<DecisionMark> marks)
    {
        (Time, Count, TargetPerCopy, Buckets, Marks) = (time, count, target, buckets, marks);
        var length = buckets.Length > 1 ? buckets[1].Start - buckets[0].Start : time.Span;
        Length = length;
        var demand = buckets.Select(bucket => (time.Place(bucket.Start + (length / 2)), Y(InCopies(bucket)))).ToList();
        DemandLine = CurvePath.Line(demand);
        DemandArea = CurvePath.Area(demand);
        Ready = Steps(static bucket => bucket.Ready);
        Supplied = Steps(static bucket => bucket.Ready + bucket.Coming);
        Wanted = Steps(static bucket => bucket.Wanted);
    }

    /// <summary>The time axis.</summary>
    public TimeAxis Time { get; }

    /// <summary>The axis of copies.</summary>
    public CountAxis Count { get; }

    /// <summary>Requests at once that one copy should carry.</summary>
    public double TargetPerCopy { get; }

    /// <summary>The values.</summary>
    public ImmutableArray<DemandBucket> Buckets { get; }

    /// <summary>How long a bucket is.</summary>
    public TimeSpan Length { get; }

    /// <summary>The decisions.</summary>
    public ImmutableArray<DecisionMark> Marks { get; }

    public string DemandLine { get; }

    public string DemandArea { get; }

    public string Ready { get; }

    public string Supplied { get; }

    public string Wanted { get; }

    /// <summary>The largest demand, where it lies above the chart; null where it does not.</summary>
    public double? Above => Buckets.Max(static bucket => bucket.Concurrency) is { } largest && largest / TargetPerCopy > Count.Top ? largest : null;

    /// <summary>Whether anything is known of the time.</summary>
    public bool IsEmpty => Buckets.All(static bucket => bucket is { Concurrency: null, Ready: null, Wanted: null });

    /// <summary>Of a component.</summary>
    public static DemandChartModel Of(EndpointPast past, ComponentSpec component)
    {
        var time = new TimeAxis(past.From, past.To);
        var points = past.Demand.Series.FirstOrDefault(series => series.Component == component.Name)?.Points ?? [];
        var buckets = DemandBucket.Of(points, time, past.Demand.Step, MaxBuckets);
        var target = component.Policy.TargetConcurrencyPerCopy;
        var copies = buckets.Select(bucket => Math.Max(bucket.Wanted ?? 0, (bucket.Ready ?? 0) + (bucket.Coming ?? 0))).DefaultIfEmpty(0).Max();
        var demand = buckets.Max(static bucket => bucket.Concurrency) / target ?? 0;
        var largest = Math.Max(copies, Math.Min(demand, Math.Max(copies, 1) * MostAbove));
        return new DemandChartModel(time, CountAxis.For(largest), target, buckets, DecisionMark.Of(past.Decisions, time));
    }

    /// <summary>The bucket at a place; null beside all.</summary>
    public DemandBucket? At(double place)
    {
        var index = (int)(place * Time.Span / Length);
        return index >= 0 && index < Buckets.Length ? Buckets[index] : null;
    }

    /// <summary>A bucket's demand in copies.</summary>
    public double? InCopies(DemandBucket bucket) => bucket.Concurrency / TargetPerCopy;

    private string Steps(Func<DemandBucket, int?> value) =>
        CurvePath.Steps(Buckets.Select(bucket => (Time.Place(bucket.Start), Time.Place(bucket.Start + Length), Y(value(bucket)))));

    private double? Y(double? count) => count is { } one ? Count.Place(one) : null;
}
