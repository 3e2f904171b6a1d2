using Autoscaler.Dashboard.Text;
using Microsoft.AspNetCore.Components;

namespace Autoscaler.Dashboard.Pages;

/// <summary>Finds the page of an address, and tells pages of their viewer.</summary>
public partial class Routes
{
    /// <summary>The viewer's time zone.</summary>
    [Parameter]
    public string? Zone { get; set; }

    /// <summary>Whether the window was narrow when the page was asked for.</summary>
    [Parameter]
    public bool IsNarrow { get; set; }

    [Inject]
    private Viewer Viewer { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Viewer.UseZone(Zone);
        Viewer.IsNarrow = IsNarrow;
    }
}
