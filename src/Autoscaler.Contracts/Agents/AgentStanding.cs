namespace Autoscaler.Contracts.Agents;

/// <summary>What a slot makes of an agent's report.</summary>
[GenerateSerializer, Alias("autoscaler.AgentStanding")]
public enum AgentStanding
{
    /// <summary>It is the slot's instance.</summary>
    Accepted = 0,

    /// <summary>The slot does not know yet which instance it got; the report shall come again in a second.</summary>
    Early = 1,

    /// <summary>The slot has no such instance any more: it stops its copies, and is terminated.</summary>
    Superseded = 2,

    /// <summary>Another instance is the slot's in this generation.</summary>
    NotItsSlot = 3,
}
