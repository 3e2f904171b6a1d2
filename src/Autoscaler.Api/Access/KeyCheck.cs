using System.Security.Cryptography;
using System.Text;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Clients;
using Autoscaler.Decisions.Specs;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Autoscaler.Api.Access;

/// <summary>
/// Asks rings whose a key is. An answer holds for a second, so that not every request asks; one who revokes a key here is obeyed at once.
/// </summary>
internal sealed class KeyCheck(IGrainFactory grains, IOptions<ApiOptions> options, [FromKeyedServices(ApiTime.Key)] TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = options.Value.RememberedKeys });

    /// <summary>Who shows the token; null where it is not in force.</summary>
    public async ValueTask<Caller?> FindAsync(ApiToken token, CancellationToken cancellationToken)
    {
        // A ring is asked only for what could be a tenant's name.
        if (token.Ring.Tenant is { } tenant && !NameSyntax.IsName(tenant.Value))
        {
            return null;
        }

        var secret = HashOf(token);
        var known = Known(token, secret);
        var asked = time.GetUtcNow();
        if (known is not null && asked - known.AskedAt < options.Value.KeyCheckLifetime)
        {
            return known.Caller;
        }

        var caller = await AskAsync(token, cancellationToken);
        if (caller is not null)
        {
            var entry = new KnownKey(caller, secret, asked);
            _known.Set(ApiCaller.KeyOf(token), entry, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = Remembered });
        }
        else if (known is not null)
        {
            _known.Remove(ApiCaller.KeyOf(token));
        }

        return caller;
    }

    /// <summary>Whether the token was in force lately: such a one is looked at also where keys from its address fail, so that nobody can lock others out.</summary>
    public bool WasInForce(ApiToken token) => Known(token, HashOf(token)) is not null;

    /// <summary>Takes nothing that is known of a key for granted any more.</summary>
    public void Forget(KeyRingId ring, string keyId) => _known.Remove(ApiCaller.KeyOf(ring, keyId));

    public void Dispose() => _known.Dispose();

    private async Task<Caller?> AskAsync(ApiToken token, CancellationToken cancellationToken)
    {
        // Rings answer the platform alone; what is cleared here stays cleared in this method only.
        CallerContext.Clear();
        return await grains.GetGrain<IKeyRingGrain>(token.Ring.ToString()).AuthenticateAsync(token.KeyId, token.Secret, cancellationToken);
    }

    private KnownKey? Known(ApiToken token, byte[] secret) =>
        _known.TryGetValue(ApiCaller.KeyOf(token), out KnownKey? known) && CryptographicOperations.FixedTimeEquals(known!.SecretHash, secret) ? known : null;

    private static byte[] HashOf(ApiToken token) => SHA256.HashData(Encoding.UTF8.GetBytes(token.Secret));

    private sealed record KnownKey(Caller Caller, byte[] SecretHash, DateTimeOffset AskedAt);
}
