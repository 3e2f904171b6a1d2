namespace Autoscaler.Contracts.Agents;

/// <summary>What an agent reports.</summary>
[GenerateSerializer, Alias("autoscaler.AgentReportKind")]
public enum AgentReportKind
{
    /// <summary>It has begun: what it found on its volumes.</summary>
    Register = 0,

    /// <summary>It is alive: its disks, all its copies and what they have in flight.</summary>
    Heartbeat = 1,

    /// <summary>A copy entered a phase; told at once, so that nobody waits for the next heartbeat.</summary>
    Phase = 2,
}
