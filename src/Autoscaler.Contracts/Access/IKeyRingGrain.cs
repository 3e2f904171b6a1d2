using Autoscaler.Contracts.Endpoints;

namespace Autoscaler.Contracts.Access;

/// <summary>The keys of one tenant, or of the platform; its key is <see cref="KeyRingId.ToString"/>. Secrets are kept as hashes.</summary>
[Alias("autoscaler.IKeyRingGrain")]
public interface IKeyRingGrain : IGrainWithStringKey
{
    /// <summary>Makes a key; at most 200 that are in force in a ring. Nobody gives a role above their own. A tenant's key needs the tenant to be there.</summary>
    [RequiresRole(Role.Admin), Alias("Create")]
    Task<CreateKeyResult> CreateAsync(KeyRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Makes an administrator's key if the ring never held any; null where it has. If whoever asked is gone before it has shown the token, the key is lost:
    /// <see cref="ReplaceFirstAsync"/> makes another.
    /// </summary>
    [Alias("CreateFirst")]
    Task<CreateKeyResult?> CreateFirstAsync(string name, CancellationToken cancellationToken);

    /// <summary>
    /// Makes an administrator's key in place of the one that <see cref="CreateFirstAsync"/> or this method made before, which is revoked by the same write; also where the
    /// ring has as many keys as may be, so that there is always a way back in.
    /// </summary>
    [Alias("ReplaceFirst")]
    Task<CreateKeyResult> ReplaceFirstAsync(string name, CancellationToken cancellationToken);

    /// <summary>The keys, the newest first; those that were revoked or have expired stay listed for 30 days, 500 keys in all at the most.</summary>
    [RequiresRole(Role.Admin), AlwaysInterleave, Alias("List")]
    Task<ImmutableArray<ApiKeyView>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Revokes a key: from the answer on it is refused. Idempotent.</summary>
    [RequiresRole(Role.Admin), Alias("Revoke")]
    Task<ChangeResult> RevokeAsync(string keyId, CancellationToken cancellationToken);

    /// <summary>Who shows this key and secret; null where there is no such key in force, or the secret is another. How long it takes tells neither.</summary>
    [AlwaysInterleave, Alias("Authenticate")]
    Task<Caller?> AuthenticateAsync(string keyId, string secret, CancellationToken cancellationToken);

    /// <summary>Forgets all keys: the tenant is gone.</summary>
    [Alias("Clear")]
    Task ClearAsync(CancellationToken cancellationToken);
}
