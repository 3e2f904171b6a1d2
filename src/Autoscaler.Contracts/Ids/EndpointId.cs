namespace Autoscaler.Contracts.Ids;

/// <summary>An endpoint, named within its tenant. Everything that the endpoint owns carries this id, and nothing is shared across it.</summary>
/// <param name="Tenant">The owner.</param>
/// <param name="Name">Lower-case letters, digits and hyphens, 1 to 63 characters; unique within the tenant.</param>
[GenerateSerializer, Alias("autoscaler.EndpointId"), Immutable]
public readonly record struct EndpointId([property: Id(0)] TenantId Tenant, [property: Id(1)] string Name) : IComparable<EndpointId>
{
    /// <summary>Reads <c>tenant/endpoint</c>.</summary>
    /// <exception cref="FormatException">The text is not two non-empty names around one slash.</exception>
    public static EndpointId Parse(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < key.Length - 1 && key.IndexOf('/', slash + 1) < 0
            ? new EndpointId(new TenantId(key[..slash]), key[(slash + 1)..])
            : throw new FormatException($"An endpoint id is 'tenant/endpoint'; found '{key}'.");
    }

    /// <inheritdoc/>
    public int CompareTo(EndpointId other)
    {
        var byTenant = Tenant.CompareTo(other.Tenant);
        return byTenant != 0 ? byTenant : string.CompareOrdinal(Name, other.Name);
    }

    /// <summary>The id as a grain key, <c>tenant/endpoint</c>.</summary>
    public override string ToString() => $"{Tenant.Value}/{Name}";
}
