namespace Autoscaler.Dashboard.Live;

/// <summary>Times to the minute: what is shown with ages changes once in it.</summary>
internal static class Minute
{
    public static DateTimeOffset Of(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
}
