using Autoscaler.Contracts.Access;

namespace Autoscaler.Contracts.Clients;

/// <summary>
/// What the holder of a key shows: <c>asp_ID_SECRET</c> for the platform's keys, <c>ast_TENANT_ID_SECRET</c> for a tenant's. It says which ring holds the key, so that
/// looking it up needs no index; the secret is 256 random bits in lower-case hexadecimal.
/// </summary>
/// <param name="Ring">The ring.</param>
/// <param name="KeyId">The key, 12 lower-case letters and digits.</param>
/// <param name="Secret">The secret, 64 lower-case hexadecimal digits.</param>
public sealed record ApiToken(KeyRingId Ring, string KeyId, string Secret)
{
    /// <summary>Characters of a key's id.</summary>
    public const int KeyIdLength = 12;

    /// <summary>Characters of a secret.</summary>
    public const int SecretLength = 64;

    private const string PlatformPrefix = "asp";
    private const string TenantPrefix = "ast";
    private const int MaxTenantLength = 63;
    private const int MaxLength = 4 + MaxTenantLength + 1 + KeyIdLength + 1 + SecretLength;

    /// <summary>Reads a token; null where the text has another shape.</summary>
    public static ApiToken? TryParse(string? text)
    {
        if (text is null || text.Length > MaxLength)
        {
            return null;
        }

        var parts = text.Split('_');
        return parts switch
        {
            [PlatformPrefix, var id, var secret] when IsOf(id, secret) => new ApiToken(KeyRingId.Platform, id, secret),
            [TenantPrefix, var tenant, var id, var secret] when IsTenant(tenant) && IsOf(id, secret) => new ApiToken(new KeyRingId(new TenantId(tenant)), id, secret),
            _ => null,
        };
    }

    /// <summary>The token as its holder shows it.</summary>
    public string Text => Ring.Tenant is { } tenant ? $"{TenantPrefix}_{tenant.Value}_{KeyId}_{Secret}" : $"{PlatformPrefix}_{KeyId}_{Secret}";

    /// <summary>Without the secret, so that no log shows it.</summary>
    public override string ToString() => $"{(Ring.Tenant is { } tenant ? $"{TenantPrefix}_{tenant.Value}" : PlatformPrefix)}_{KeyId}_…";

    private static bool IsOf(string id, string secret) => id.Length == KeyIdLength && id.All(IsOfName) && secret.Length == SecretLength && secret.All(char.IsAsciiHexDigitLower);

    private static bool IsOfName(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);

    // What no tenant can be named is not looked up: each look-up of a ring keeps it in memory for a while.
    private static bool IsTenant(string tenant) => tenant.Length is > 0 and <= MaxTenantLength && tenant.All(static c => IsOfName(c) || c == '-');
}
