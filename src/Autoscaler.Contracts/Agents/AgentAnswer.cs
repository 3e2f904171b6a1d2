namespace Autoscaler.Contracts.Agents;

/// <summary>What a slot answers an agent.</summary>
[GenerateSerializer, Alias("autoscaler.AgentAnswer"), Immutable]
public sealed record AgentAnswer
{
    /// <summary>Whether the report was taken.</summary>
    [Id(0)] public required AgentStanding Standing { get; init; }

    /// <summary>
    /// All that the host has not done yet of what is wanted of it, by copy. The same orders come again with each answer until a report shows them done; each says what shall
    /// be, not what to do once, so that following one twice changes nothing.
    /// </summary>
    [Id(1)] public ImmutableArray<AgentOrder> Orders { get; init; } = [];

    /// <summary>Images and weights to delete from the instance's own disk, sorted; what is in use stays.</summary>
    [Id(2)] public ImmutableArray<ImageDigest> Evictions { get; init; } = [];

    /// <summary>Time between two heartbeats.</summary>
    [Id(3)] public required TimeSpan HeartbeatPeriod { get; init; }
}
