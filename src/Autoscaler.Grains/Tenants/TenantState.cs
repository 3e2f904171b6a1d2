using Autoscaler.Contracts.Tenants;

namespace Autoscaler.Grains.Tenants;

/// <summary>What a tenant stores.</summary>
[GenerateSerializer, Alias("autoscaler.TenantState"), Immutable]
public sealed record TenantState
{
    /// <summary>Whether there is such a tenant.</summary>
    [Id(0)] public bool Exists { get; init; }

    /// <summary>What it may have.</summary>
    [Id(1)] public TenantSpec Spec { get; init; } = new();

    /// <summary>Counts its changes; goes on counting when it is made anew.</summary>
    [Id(2)] public long Version { get; init; }

    /// <summary>When it was made, UTC; null where there is none.</summary>
    [Id(3)] public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The names of its endpoints, sorted by ordinal comparison.</summary>
    [Id(4)] public ImmutableArray<string> Endpoints { get; init; } = [];

    /// <summary>Whether an endpoint is on the list.</summary>
    public bool Has(string endpoint) => Endpoints.BinarySearch(endpoint, StringComparer.Ordinal) >= 0;

    /// <summary>The endpoints behind another one, in the order of all tenants' endpoints; all of them where there is none before.</summary>
    public ImmutableArray<string> EndpointsAfter(TenantId own, EndpointId? after)
    {
        if (after is not { } last || last.Tenant.CompareTo(own) < 0)
        {
            return Endpoints;
        }

        if (last.Tenant != own)
        {
            return [];
        }

        var index = Endpoints.BinarySearch(last.Name, StringComparer.Ordinal);
        return Endpoints[(index >= 0 ? index + 1 : ~index)..];
    }

    /// <summary>With an endpoint; null where it is on the list.</summary>
    public TenantState? With(string endpoint)
    {
        var index = Endpoints.BinarySearch(endpoint, StringComparer.Ordinal);
        return index >= 0 ? null : this with { Endpoints = Endpoints.Insert(~index, endpoint) };
    }

    /// <summary>Without an endpoint; null where it is not on the list.</summary>
    public TenantState? Without(string endpoint)
    {
        var index = Endpoints.BinarySearch(endpoint, StringComparer.Ordinal);
        return index < 0 ? null : this with { Endpoints = Endpoints.RemoveAt(index) };
    }
}
