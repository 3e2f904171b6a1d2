using Autoscaler.Dashboard.Access;
using Autoscaler.Dashboard.Text;
using Autoscaler.Keys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Autoscaler.Dashboard.Pages;

/// <summary>Where one signs in, with a key.</summary>
public partial class SignIn
{
    private string? _refusal;

    /// <summary>Where to go then.</summary>
    [SupplyParameterFromQuery(Name = DashboardAddresses.ReturnParameter)]
    public string? To { get; set; }

    /// <summary>Whether a page led here because there is no session, or no more.</summary>
    [SupplyParameterFromQuery(Name = "ended")]
    public bool Ended { get; set; }

    [SupplyParameterFromForm(FormName = "sign-in")]
    private string? Key { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private KeyCheck Keys { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private async Task TryAsync()
    {
        switch (await Keys.AdmitAsync(Key?.Trim(), Http.Connection.RemoteIpAddress, Http.RequestAborted))
        {
            case KeyAnswer.InForce(var caller, var token):
                await Http.SignInAsync(SessionCookie.Scheme, SessionCookie.Of(caller, token), new AuthenticationProperties { IsPersistent = true });
                Navigation.NavigateTo(DashboardAddresses.Return(To), forceLoad: true);
                break;
            case KeyAnswer.Slowed(var wait):
                Http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                _refusal = $"Too many keys from this address have failed. Try again in {Shown.Duration(TimeSpan.FromSeconds(Math.Ceiling(wait.TotalSeconds)))}.";
                break;
            default:
                Http.Response.StatusCode = StatusCodes.Status401Unauthorized;
                _refusal = "This key is not in force: it is mistyped, revoked or expired.";
                break;
        }
    }
}
