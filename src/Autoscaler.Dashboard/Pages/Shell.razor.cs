using Autoscaler.Contracts.Access;
using Autoscaler.Dashboard.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace Autoscaler.Dashboard.Pages;

/// <summary>What stands around every page: where one is, who one is, and whether the page is connected.</summary>
public partial class Shell
{
    private Caller? _caller;
    private ErrorBoundary? _boundary;

    [Inject]
    private DashboardSession Session { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    private string Here => new Uri(Navigation.Uri).PathAndQuery;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => _caller = await Session.LookAsync();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            // From now on what is pressed is heard.
            await Script.InvokeVoidAsync("autoscaler.answers");
        }
    }

    /// <inheritdoc/>
    protected override void OnParametersSet() => _boundary?.Recover();
}
