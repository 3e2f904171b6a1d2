using System.Globalization;
using Autoscaler.Dashboard.Text;
using Microsoft.AspNetCore.Components;

namespace Autoscaler.Dashboard.Parts;

/// <summary>A time in the viewer's zone, with UTC on hover.</summary>
public partial class Stamp
{
    /// <summary>The time.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset At { get; set; }

    /// <summary>Whether it is of the wall clock, and not of the service's, which may run faster.</summary>
    [Parameter]
    public bool IsWall { get; set; }

    /// <summary>Whether the day is always said.</summary>
    [Parameter]
    public bool HasDay { get; set; }

    [Inject]
    private Viewer Viewer { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    private string Text
    {
        get
        {
            var local = Viewer.Local(At);
            var isToday = local.Date == Viewer.Local(Clock.GetUtcNow()).Date;
            return local.ToString(isToday && !HasDay && !IsWall ? "HH:mm:ss" : IsWall ? "HH:mm:ss" : "d MMM HH:mm:ss", CultureInfo.InvariantCulture);
        }
    }

    private string Title => string.Create(CultureInfo.InvariantCulture, $"{At.ToUniversalTime():yyyy-MM-dd HH:mm:ss} UTC");
}
