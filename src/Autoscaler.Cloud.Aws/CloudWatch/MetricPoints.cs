using System.Buffers;

namespace Autoscaler.Cloud.Aws.CloudWatch;

/// <summary>Values of metrics as they were read, in one borrowed array. Not safe for use from several threads.</summary>
internal sealed class MetricPoints : IDisposable
{
    private const int FirstCapacity = 4096;

    private Point[] _points = ArrayPool<Point>.Shared.Rent(FirstCapacity);

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>They, sorted by metric and time; of two at one time the later read first.</summary>
    public ReadOnlySpan<Point> Sorted()
    {
        var span = _points.AsSpan(0, Count);
        span.Sort();
        return span;
    }

    public void Add(int metric, long startTicks, double value)
    {
        if (Count == _points.Length)
        {
            var larger = ArrayPool<Point>.Shared.Rent(2 * Count);
            _points.AsSpan(0, Count).CopyTo(larger);
            ArrayPool<Point>.Shared.Return(_points);
            _points = larger;
        }

        _points[Count] = new Point(metric, startTicks, Count, value);
        Count++;
    }

    /// <summary>Forgets what was read since there were so many.</summary>
    public void Truncate(int count) => Count = Math.Min(Count, count);

    public void Dispose()
    {
        ArrayPool<Point>.Shared.Return(_points);
        _points = [];
        Count = 0;
    }

    /// <summary>A value of a metric.</summary>
    /// <param name="Metric">The metric's place in the query.</param>
    /// <param name="StartTicks">The start of the period, UTC.</param>
    /// <param name="Order">When it was read.</param>
    /// <param name="Value">The value.</param>
    internal readonly record struct Point(int Metric, long StartTicks, int Order, double Value) : IComparable<Point>
    {
        public int CompareTo(Point other)
        {
            var byMetric = Metric.CompareTo(other.Metric);
            var byTime = byMetric != 0 ? byMetric : StartTicks.CompareTo(other.StartTicks);
            return byTime != 0 ? byTime : other.Order.CompareTo(Order);
        }
    }
}
