using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Clients;

namespace Autoscaler.Api.Access;

/// <summary>Who made a request, with the token that was shown: a stream looks at it again.</summary>
/// <param name="Caller">Who.</param>
/// <param name="Token">The token.</param>
internal sealed record ApiCaller(Caller Caller, ApiToken Token)
{
    /// <summary>The key, over all rings.</summary>
    public string Key => $"{Token.Ring}/{Token.KeyId}";
}
