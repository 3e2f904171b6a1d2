using System.Security.Claims;

namespace Autoscaler.Api.Access;

/// <summary>The holder of a key, as ASP.NET Core knows people.</summary>
/// <param name="caller">Who it is.</param>
/// <param name="scheme">What found it out.</param>
internal sealed class KeyIdentity(ApiCaller caller, string scheme)
    : ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, caller.Caller.KeyId), new Claim(ClaimTypes.Name, caller.Caller.Name)], scheme)
{
    /// <summary>Who it is.</summary>
    public ApiCaller Caller { get; } = caller;
}
