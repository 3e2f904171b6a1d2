namespace Autoscaler.Contracts.Agents;

/// <summary>What shall become of a copy on a host.</summary>
[GenerateSerializer, Alias("autoscaler.AgentGoal")]
public enum AgentGoal
{
    /// <summary>It runs, and takes requests; one that drains takes them again.</summary>
    Run = 0,

    /// <summary>It takes no new requests, and stops when its last one is done.</summary>
    Drain = 1,

    /// <summary>It stops at once.</summary>
    Stop = 2,
}
