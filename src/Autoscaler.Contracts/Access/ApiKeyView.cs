namespace Autoscaler.Contracts.Access;

/// <summary>A key as others see it: never its secret.</summary>
[GenerateSerializer, Alias("autoscaler.ApiKeyView"), Immutable]
public sealed record ApiKeyView
{
    /// <summary>The key's id, which is no secret: 12 lower-case letters and digits.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>What it was named for: 1 to 100 printable characters.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>What it may do.</summary>
    [Id(2)] public required Role Role { get; init; }

    /// <summary>Whose it is; null for the platform's.</summary>
    [Id(3)] public TenantId? Tenant { get; init; }

    /// <summary>When it was made, UTC.</summary>
    [Id(4)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on it is refused, UTC; null for never.</summary>
    [Id(5)] public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was revoked, UTC; null if it was not.</summary>
    [Id(6)] public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Who made it: a key's id and name, or the platform.</summary>
    [Id(7)] public required string CreatedBy { get; init; }
}
