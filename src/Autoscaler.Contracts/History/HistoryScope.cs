namespace Autoscaler.Contracts.History;

/// <summary>Whose history: one endpoint's, one tenant's, or all.</summary>
/// <param name="Tenant">The tenant; null for all.</param>
/// <param name="Endpoint">The endpoint's name within the tenant; null for all of the tenant's.</param>
[GenerateSerializer, Alias("autoscaler.HistoryScope"), Immutable]
public readonly record struct HistoryScope([property: Id(0)] TenantId? Tenant, [property: Id(1)] string? Endpoint)
{
    private const string AllKey = "*";

    /// <summary>Everybody's.</summary>
    public static HistoryScope All => default;

    /// <summary>A tenant's.</summary>
    public static HistoryScope Of(TenantId tenant) => new(tenant, null);

    /// <summary>An endpoint's.</summary>
    public static HistoryScope Of(EndpointId endpoint) => new(endpoint.Tenant, endpoint.Name);

    /// <summary>Reads a grain key: <c>*</c>, <c>tenant</c> or <c>tenant/endpoint</c>.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static HistoryScope Parse(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return key == AllKey ? All : key.Contains('/', StringComparison.Ordinal) ? Of(EndpointId.Parse(key)) : Of(new TenantId(key));
    }

    /// <summary>Whether an endpoint's history is in it.</summary>
    public bool Contains(EndpointId endpoint) => (Tenant is not { } tenant || tenant == endpoint.Tenant) && (Endpoint is null || Endpoint == endpoint.Name);

    /// <summary>The scope as a grain key.</summary>
    public override string ToString() => Tenant is not { } tenant ? AllKey : Endpoint is null ? tenant.Value : $"{tenant.Value}/{Endpoint}";
}
