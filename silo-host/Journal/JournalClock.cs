using System.Globalization;

namespace Autoscaler.SiloHost.Journal;

/// <summary>Tells times as people read them: since the start.</summary>
/// <param name="clock">The simulated time.</param>
/// <param name="start">What counts as the start, UTC.</param>
internal sealed class JournalClock(TimeProvider clock, DateTimeOffset start)
{
    /// <summary>Since the start.</summary>
    public TimeSpan Elapsed => clock.GetUtcNow() - start;

    /// <summary>A time, as <c>00:12:31</c> since the start; hours go on after a day.</summary>
    public string Text(DateTimeOffset at) => Text(at - start);

    /// <summary>A duration, as <c>00:04:18</c>.</summary>
    public static string Text(TimeSpan duration)
    {
        var seconds = (long)Math.Round(duration.TotalSeconds);
        return string.Create(CultureInfo.InvariantCulture, $"{(seconds < 0 ? "-" : "")}{Math.Abs(seconds) / 3600:00}:{Math.Abs(seconds) / 60 % 60:00}:{Math.Abs(seconds) % 60:00}");
    }
}
