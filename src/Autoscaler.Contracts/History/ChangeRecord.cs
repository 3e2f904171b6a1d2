namespace Autoscaler.Contracts.History;

/// <summary>What somebody changed: who, what, from, to, when. Written down before it is done, so that nothing is done that is not written.</summary>
[GenerateSerializer, Alias("autoscaler.ChangeRecord"), Immutable]
public sealed record ChangeRecord
{
    /// <summary>Its place in the journal of changes, from 1; 0 before it was written.</summary>
    [Id(0)] public long Number { get; init; }

    /// <summary>When, UTC.</summary>
    [Id(1)] public required DateTimeOffset At { get; init; }

    /// <summary>Who: a key's id; null for the platform itself.</summary>
    [Id(2)] public string? KeyId { get; init; }

    /// <summary>Who: the key's name, or <c>platform</c>.</summary>
    [Id(3)] public required string Actor { get; init; }

    /// <summary>Whose things; null for the platform's.</summary>
    [Id(4)] public TenantId? Tenant { get; init; }

    /// <summary>The endpoint; null where no endpoint is concerned.</summary>
    [Id(5)] public EndpointId? Endpoint { get; init; }

    /// <summary>What was done, as <c>endpoint.put</c>, <c>policy.set</c>, <c>override.set</c>, <c>key.create</c>.</summary>
    [Id(6)] public required string Action { get; init; }

    /// <summary>What it was done to, as a component's name or a key's id; null where that is said already.</summary>
    [Id(7)] public string? Subject { get; init; }

    /// <summary>Each member that changes.</summary>
    [Id(8)] public ImmutableArray<ChangedField> Fields { get; init; } = [];
}

/// <summary>A member that changes.</summary>
/// <param name="Field">Its path, as <c>components[chat].policy.targetTracking.window</c>.</param>
/// <param name="From">What stood there; null for nothing.</param>
/// <param name="To">What stands there now; null for nothing.</param>
[GenerateSerializer, Alias("autoscaler.ChangedField"), Immutable]
public sealed record ChangedField([property: Id(0)] string Field, [property: Id(1)] string? From, [property: Id(2)] string? To);
