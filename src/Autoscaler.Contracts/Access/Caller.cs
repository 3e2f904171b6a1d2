namespace Autoscaler.Contracts.Access;

/// <summary>On whose behalf a call is made: the key that somebody showed.</summary>
[GenerateSerializer, Alias("autoscaler.Caller"), Immutable]
public sealed record Caller
{
    /// <summary>The key's id, which is no secret.</summary>
    [Id(0)] public required string KeyId { get; init; }

    /// <summary>The name that the key was given.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>What it may do.</summary>
    [Id(2)] public required Role Role { get; init; }

    /// <summary>Whose things it may see; null for the platform's, which sees all.</summary>
    [Id(3)] public TenantId? Tenant { get; init; }

    /// <summary>Whether things of a tenant exist for the caller.</summary>
    public bool MaySee(TenantId tenant) => Tenant is not { } own || own == tenant;
}
