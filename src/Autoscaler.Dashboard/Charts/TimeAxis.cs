using System.Globalization;
using Autoscaler.Dashboard.Text;

namespace Autoscaler.Dashboard.Charts;

/// <summary>Where times stand on a chart, and which of them are written under it.</summary>
/// <param name="From">Its left edge, UTC.</param>
/// <param name="To">Its right edge, UTC.</param>
public readonly record struct TimeAxis(DateTimeOffset From, DateTimeOffset To)
{
    private static readonly ImmutableArray<TimeSpan> Steps =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(15),
        TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromDays(1), TimeSpan.FromDays(2),
        TimeSpan.FromDays(5),
    ];

    /// <summary>How long it is.</summary>
    public TimeSpan Span => To - From;

    /// <summary>Where a time stands: 0 at the left edge, 1 at the right.</summary>
    public double Place(DateTimeOffset time) => (time - From) / Span;

    /// <summary>Round times of the viewer's zone, at most so many.</summary>
    public IEnumerable<(double Place, DateTimeOffset At, string Text)> Ticks(Viewer viewer, int most)
    {
        var span = Span;
        var step = Steps.FirstOrDefault(step => span / step <= most, TimeSpan.FromDays(10));
        var offset = viewer.Local(From).Offset;
        var first = (From.UtcTicks + offset.Ticks + step.Ticks - 1) / step.Ticks * step.Ticks;
        for (var ticks = first - offset.Ticks; ticks <= To.UtcTicks; ticks += step.Ticks)
        {
            var at = new DateTimeOffset(ticks, TimeSpan.Zero);
            yield return (Place(at), at, viewer.Local(at).ToString(step < TimeSpan.FromMinutes(1) ? "HH:mm:ss" : step < TimeSpan.FromHours(12) ? "HH:mm" : "d MMM HH:mm", CultureInfo.InvariantCulture));
        }
    }
}
