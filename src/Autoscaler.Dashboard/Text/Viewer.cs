namespace Autoscaler.Dashboard.Text;

/// <summary>What a page knows of its viewer: the zone that times are shown in, and how wide the window is.</summary>
public sealed class Viewer
{
    /// <summary>The zone; UTC until it is known.</summary>
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>Whether the window is too narrow for whole tables.</summary>
    public bool IsNarrow { get; set; }

    /// <summary>Takes a zone by its IANA name. One that this machine does not know leaves UTC, which is then said with each time.</summary>
    public void UseZone(string? name)
    {
        if (name is { Length: > 0 and < 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
        {
            Zone = zone;
        }
    }

    /// <summary>A time in the viewer's zone.</summary>
    public DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Zone);
}
