using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Clients;
using Autoscaler.Keys;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Autoscaler.Dashboard.Access;

/// <summary>Who looks at a page, and what is done in their name: each call carries who makes it, and is refused where it must not be made, whatever a page offers.</summary>
/// <param name="authentication">Who opened the page.</param>
/// <param name="keys">Looks the key up.</param>
/// <param name="navigation">Leads to where one signs in.</param>
public sealed class DashboardSession(AuthenticationStateProvider authentication, KeyCheck keys, NavigationManager navigation)
{
    private ApiToken? _token;

    /// <summary>Who it is, as last looked up; null before the first time.</summary>
    public Caller? Caller { get; private set; }

    /// <summary>Whether the key may do what needs a role.</summary>
    public bool May(Role role) => Caller is { } caller && caller.Role >= role;

    /// <summary>Looks the key up. Where it is not in force any more, the page is left for where one signs in.</summary>
    /// <returns>Who it is; null where the page is left.</returns>
    public async ValueTask<Caller?> LookAsync()
    {
        _token ??= SessionCookie.TokenOf((await authentication.GetAuthenticationStateAsync()).User);
        var caller = _token is { } token ? await keys.FindAsync(token, CancellationToken.None) : null;
        if (caller is null)
        {
            navigation.NavigateTo(DashboardAddresses.SignInFor(navigation), forceLoad: true);
        }

        Caller = caller;
        return caller;
    }

    /// <summary>Does something in the caller's name.</summary>
    /// <exception cref="AccessDeniedException">The caller must not.</exception>
    public async Task<T> AsCallerAsync<T>(Func<CancellationToken, Task<T>> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        var caller = await LookAsync() ?? throw new AccessDeniedException(AccessDenial.NotVisible, "The session has ended.");
        CallerContext.Set(caller);
        return await act(CancellationToken.None);
    }
}
