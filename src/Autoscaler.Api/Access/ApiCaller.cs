using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Clients;

namespace Autoscaler.Api.Access;

/// <summary>Who made a request, with the token that was shown: a stream looks at it again.</summary>
/// <param name="Caller">Who.</param>
/// <param name="Token">The token.</param>
internal sealed record ApiCaller(Caller Caller, ApiToken Token)
{
    /// <summary>The key, over all rings.</summary>
    public string Key => KeyOf(Token);

    /// <summary>A token's key, over all rings.</summary>
    public static string KeyOf(ApiToken token) => KeyOf(token.Ring, token.KeyId);

    /// <summary>A key, over all rings.</summary>
    public static string KeyOf(KeyRingId ring, string keyId) => $"{ring}/{keyId}";
}
