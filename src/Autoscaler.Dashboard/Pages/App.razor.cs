using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;

namespace Autoscaler.Dashboard.Pages;

/// <summary>The document of every page. Where one signs in is a plain form; all else is interactive.</summary>
public partial class App
{
    private const string ViewCookie = "autoscaler-view";

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    private IComponentRenderMode? Mode => Http.AcceptsInteractiveRouting() ? RenderMode.InteractiveServer : null;

    // Told by the page's script: the zone, and whether the window is narrow.
    private string[] View => Uri.UnescapeDataString(Http.Request.Cookies[ViewCookie] ?? string.Empty).Split('|');

    private string Zone => View[0];

    private bool IsNarrow => View is [_, "narrow"];
}
