using System.Security.Claims;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Clients;

namespace Autoscaler.Dashboard.Access;

/// <summary>What a session's cookie holds: the key that its holder signed in with, protected, so that it is looked at again with each use.</summary>
internal static class SessionCookie
{
    /// <summary>The authentication scheme, and the cookie.</summary>
    public const string Scheme = "autoscaler-session";

    private const string TokenClaim = "autoscaler.token";

    /// <summary>The session of a key.</summary>
    public static ClaimsPrincipal Of(Caller caller, ApiToken token) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, caller.Name), new Claim(TokenClaim, token.Text)], Scheme));

    /// <summary>The key of a session; null for whoever has not signed in.</summary>
    public static ApiToken? TokenOf(ClaimsPrincipal? session) => ApiToken.TryParse(session?.FindFirst(TokenClaim)?.Value);
}
