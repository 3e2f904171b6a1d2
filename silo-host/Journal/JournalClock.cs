using Autoscaler.Documents;

namespace Autoscaler.SiloHost.Journal;

/// <summary>Tells times as people read them: since the start.</summary>
/// <param name="clock">The simulated time.</param>
/// <param name="start">What counts as the start, UTC.</param>
internal sealed class JournalClock(TimeProvider clock, DateTimeOffset start)
{
    /// <summary>Since the start.</summary>
    public TimeSpan Elapsed => clock.GetUtcNow() - start;

    /// <summary>A time, as <c>00:12:31</c> since the start; hours go on after a day.</summary>
    public string Text(DateTimeOffset at) => EventText.Duration(at - start);
}
