using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Autoscaler.Grains.Demand;

/// <summary>Which feed serves which endpoint.</summary>
public static class FeedSharding
{
    /// <summary>The key of a shard.</summary>
    public static string KeyOf(int shard) => shard.ToString("D4", CultureInfo.InvariantCulture);

    /// <summary>The key of the shard that serves an endpoint: the same for ever while the number of shards stays.</summary>
    public static string KeyFor(EndpointId endpoint, int feedCount) =>
        KeyOf((int)(BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(endpoint.ToString()))) % (ulong)feedCount));
}
