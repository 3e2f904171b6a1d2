namespace Autoscaler.Contracts.Access;

/// <summary>Whose keys a ring holds: a tenant's, or the platform's.</summary>
/// <param name="Tenant">The tenant; null for the platform.</param>
[GenerateSerializer, Alias("autoscaler.KeyRingId"), Immutable]
public readonly record struct KeyRingId([property: Id(0)] TenantId? Tenant)
{
    private const string PlatformKey = "platform";
    private const string TenantPrefix = "tenant/";

    /// <summary>The platform's ring.</summary>
    public static KeyRingId Platform => default;

    /// <summary>Reads a grain key.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static KeyRingId Parse(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key == PlatformKey ? Platform
            : key.StartsWith(TenantPrefix, StringComparison.Ordinal) && key.Length > TenantPrefix.Length ? new KeyRingId(new TenantId(key[TenantPrefix.Length..]))
            : throw new FormatException($"A key ring is '{PlatformKey}' or '{TenantPrefix}TENANT'; found '{key}'.");
    }

    /// <summary>The id as a grain key.</summary>
    public override string ToString() => Tenant is { } tenant ? TenantPrefix + tenant.Value : PlatformKey;
}
