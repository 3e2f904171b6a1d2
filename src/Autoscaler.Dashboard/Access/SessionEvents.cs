using Autoscaler.Keys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Autoscaler.Dashboard.Access;

/// <summary>Ends sessions whose key is not in force any more.</summary>
internal sealed class SessionEvents(KeyCheck keys) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (SessionCookie.TokenOf(context.Principal) is not { } token || await keys.FindAsync(token, context.HttpContext.RequestAborted) is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(SessionCookie.Scheme);
        }
    }
}
