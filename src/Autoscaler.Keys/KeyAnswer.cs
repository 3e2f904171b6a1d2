using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Clients;

namespace Autoscaler.Keys;

/// <summary>What came of a key that somebody showed.</summary>
public abstract record KeyAnswer
{
    private KeyAnswer()
    {
    }

    /// <summary>It is in force.</summary>
    /// <param name="Caller">Whose it is.</param>
    /// <param name="Token">The key.</param>
    public sealed record InForce(Caller Caller, ApiToken Token) : KeyAnswer;

    /// <summary>It is not in force, or no key.</summary>
    public sealed record NotInForce : KeyAnswer;

    /// <summary>Nobody looked at it: too many have failed from where it comes.</summary>
    /// <param name="Wait">How long this lasts yet.</param>
    public sealed record Slowed(TimeSpan Wait) : KeyAnswer;
}
