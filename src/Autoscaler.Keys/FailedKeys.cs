using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Autoscaler.Keys;

/// <summary>
/// Slows addresses from which keys fail: after so many in a minute nobody looks at a key from there for a second, and after each failure that follows for twice as long.
/// Addresses are forgotten when they have been quiet, and never more than so many are remembered.
/// </summary>
internal sealed class FailedKeys(IOptions<KeyCheckOptions> options, [FromKeyedServices(KeyTime.Key)] TimeProvider time) : IDisposable
{
    private const int Ipv6NetworkBytes = 8;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstSlowing = TimeSpan.FromSeconds(1);

    private readonly MemoryCache _failures = new(new MemoryCacheOptions { SizeLimit = options.Value.RememberedKeys });

    /// <summary>How long the address is slowed yet; null if it is not.</summary>
    public TimeSpan? SlowedFor(IPAddress? address)
    {
        if (!_failures.TryGetValue(NetworkOf(address), out Failures? failures))
        {
            return null;
        }

        lock (failures!)
        {
            var rest = failures.SlowedUntil - time.GetUtcNow();
            return rest > TimeSpan.Zero ? rest : null;
        }
    }

    /// <summary>Counts a key that failed.</summary>
    public void Add(IPAddress? address)
    {
        var failures = _failures.GetOrCreate(NetworkOf(address), entry =>
        {
            entry.Size = 1;
            entry.SlidingExpiration = Window + options.Value.LongestSlowing;
            return new Failures { Since = time.GetUtcNow() };
        })!;
        lock (failures)
        {
            var now = time.GetUtcNow();
            if (now - failures.Since > Window && now - failures.SlowedUntil > Window)
            {
                (failures.Since, failures.Count) = (now, 0);
            }

            failures.Count++;
            var beyond = failures.Count - options.Value.FailedKeysPerMinute;
            if (beyond >= 0)
            {
                failures.SlowedUntil = now + SlowingAfter(beyond);
            }
        }
    }

    public void Dispose() => _failures.Dispose();

    private TimeSpan SlowingAfter(int beyond)
    {
        var longest = options.Value.LongestSlowing;
        return beyond >= 20 ? longest : TimeSpan.FromTicks(Math.Min(longest.Ticks, FirstSlowing.Ticks << beyond));
    }

    // Whoever has an address of IPv6 has a whole network of them.
    private static string NetworkOf(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true })
        {
            address = address.MapToIPv4();
        }

        return address?.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, Ipv6NetworkBytes))
            : address?.ToString() ?? "none";
    }

    private sealed class Failures
    {
        public required DateTimeOffset Since { get; set; }

        public int Count { get; set; }

        public DateTimeOffset SlowedUntil { get; set; } = DateTimeOffset.MinValue;
    }
}
