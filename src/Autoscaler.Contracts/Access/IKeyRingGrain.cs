using Autoscaler.Contracts.Endpoints;

namespace Autoscaler.Contracts.Access;

/// <summary>The keys of one tenant, or of the platform; its key is <see cref="KeyRingId.ToString"/>. Secrets are kept as hashes.</summary>
[Alias("autoscaler.IKeyRingGrain")]
public interface IKeyRingGrain : IGrainWithStringKey
{
    /// <summary>Makes a key; at most 200 that are in force in a ring. Nobody gives a role above their own.</summary>
    [RequiresRole(Role.Admin), Alias("Create")]
    Task<CreateKeyResult> CreateAsync(KeyRequest request, CancellationToken cancellationToken);

    /// <summary>Makes an administrator's key if the ring never held any; null where it has.</summary>
    [Alias("CreateFirst")]
    Task<CreateKeyResult?> CreateFirstAsync(string name, CancellationToken cancellationToken);

    /// <summary>The keys, the newest first; those that were revoked or have expired stay listed for 30 days.</summary>
    [RequiresRole(Role.Admin), Alias("List")]
    Task<ImmutableArray<ApiKeyView>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Revokes a key: from the answer on it is refused. Idempotent.</summary>
    [RequiresRole(Role.Admin), Alias("Revoke")]
    Task<ChangeResult> RevokeAsync(string keyId, CancellationToken cancellationToken);

    /// <summary>Who shows this key and secret; null where there is no such key in force, or the secret is another.</summary>
    [Alias("Authenticate")]
    Task<Caller?> AuthenticateAsync(string keyId, string secret, CancellationToken cancellationToken);

    /// <summary>Forgets all keys: the tenant is gone.</summary>
    [Alias("Clear")]
    Task ClearAsync(CancellationToken cancellationToken);
}
