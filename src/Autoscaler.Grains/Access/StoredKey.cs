using Autoscaler.Contracts.Access;

namespace Autoscaler.Grains.Access;

/// <summary>A key as it is stored.</summary>
[GenerateSerializer, Alias("autoscaler.StoredKey"), Immutable]
public sealed record StoredKey
{
    /// <summary>What others see of it.</summary>
    [Id(0)] public required ApiKeyView View { get; init; }

    /// <summary>The SHA-256 of its secret, 64 hexadecimal digits.</summary>
    [Id(1)] public required string SecretHash { get; init; }

    /// <summary>Whether it was made for whoever starts the program, and is revoked when it is replaced.</summary>
    [Id(2)] public bool IsFirst { get; init; }

    /// <summary>When it came to its end, UTC; null while it is in force.</summary>
    public DateTimeOffset? EndedAt(DateTimeOffset now)
    {
        var expired = View.ExpiresAt is { } expiry && expiry <= now ? expiry : (DateTimeOffset?)null;
        return View.RevokedAt is { } revoked && (expired is null || revoked < expired) ? revoked : expired;
    }

    /// <summary>Whether it is accepted.</summary>
    public bool IsInForce(DateTimeOffset now) => EndedAt(now) is null;
}
