using System.Net;
using System.Security.Cryptography;
using System.Text;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Clients;
using Autoscaler.Decisions.Specs;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Autoscaler.Keys;

/// <summary>
/// Asks rings whose a key is. An answer holds for a second, so that not every request asks; one who revokes a key here is obeyed at once.
/// </summary>
public sealed class KeyCheck : IDisposable
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private readonly IGrainFactory _grains;
    private readonly FailedKeys _failures;
    private readonly KeyCheckOptions _options;
    private readonly TimeProvider _time;
    private readonly MemoryCache _known;

    /// <summary>Over the grains that it asks.</summary>
    public KeyCheck(IGrainFactory grains, IServiceProvider services)
    {
        _grains = grains;
        _failures = services.GetRequiredService<FailedKeys>();
        _options = services.GetRequiredService<IOptions<KeyCheckOptions>>().Value;
        _time = services.GetRequiredKeyedService<TimeProvider>(KeyTime.Key);
        _known = new MemoryCache(new MemoryCacheOptions { SizeLimit = _options.RememberedKeys });
    }

    /// <summary>Looks at a key that somebody shows. One that fails slows the address that it comes from; one that was in force lately is looked at all the same.</summary>
    /// <param name="text">What is shown.</param>
    /// <param name="address">Whence it comes; null where that is not known.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async ValueTask<KeyAnswer> AdmitAsync(string? text, IPAddress? address, CancellationToken cancellationToken)
    {
        var token = ApiToken.TryParse(text);
        if (_failures.SlowedFor(address) is { } wait && (token is null || !WasInForce(token)))
        {
            return new KeyAnswer.Slowed(wait);
        }

        if (token is not null && await FindAsync(token, cancellationToken) is { } caller)
        {
            return new KeyAnswer.InForce(caller, token);
        }

        _failures.Add(address);
        return new KeyAnswer.NotInForce();
    }

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
        var asked = _time.GetUtcNow();
        if (known is not null && asked - known.AskedAt < _options.KeyCheckLifetime)
        {
            return known.Caller;
        }

        var caller = await AskAsync(token, cancellationToken);
        if (caller is not null)
        {
            var entry = new KnownKey(caller, secret, asked);
            _known.Set(KeyOf(token), entry, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = Remembered });
        }
        else if (known is not null)
        {
            _known.Remove(KeyOf(token));
        }

        return caller;
    }

    // Such a one is looked at also where keys from its address fail, so that nobody can lock others out.
    private bool WasInForce(ApiToken token) => Known(token, HashOf(token)) is not null;

    /// <summary>Takes nothing that is known of a key for granted any more.</summary>
    public void Forget(KeyRingId ring, string keyId) => _known.Remove(KeyOf(ring, keyId));

    public void Dispose() => _known.Dispose();

    private static string KeyOf(ApiToken token) => KeyOf(token.Ring, token.KeyId);

    private static string KeyOf(KeyRingId ring, string keyId) => $"{ring}/{keyId}";

    private async Task<Caller?> AskAsync(ApiToken token, CancellationToken cancellationToken)
    {
        // Rings answer the platform alone; what is cleared here stays cleared in this method only.
        CallerContext.Clear();
        return await _grains.GetGrain<IKeyRingGrain>(token.Ring.ToString()).AuthenticateAsync(token.KeyId, token.Secret, cancellationToken);
    }

    private KnownKey? Known(ApiToken token, byte[] secret) =>
        _known.TryGetValue(KeyOf(token), out KnownKey? known) && CryptographicOperations.FixedTimeEquals(known!.SecretHash, secret) ? known : null;

    private static byte[] HashOf(ApiToken token) => SHA256.HashData(Encoding.UTF8.GetBytes(token.Secret));

    private sealed record KnownKey(Caller Caller, byte[] SecretHash, DateTimeOffset AskedAt);
}
