using Autoscaler.Contracts.Slots;

namespace Autoscaler.Contracts.Agents;

/// <summary>What is wanted of a host for one copy.</summary>
/// <param name="Copy">The copy.</param>
/// <param name="Goal">What shall be.</param>
/// <param name="Order">All that is needed to run it; null unless the goal is to run it and the host does not have it.</param>
[GenerateSerializer, Alias("autoscaler.AgentOrder"), Immutable]
public sealed record AgentOrder([property: Id(0)] CopyId Copy, [property: Id(1)] AgentGoal Goal, [property: Id(2)] CopyOrder? Order);
