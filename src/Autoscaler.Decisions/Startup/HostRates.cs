namespace Autoscaler.Decisions.Startup;

/// <summary>What one host can move, and what an image costs it.</summary>
public readonly record struct HostRates
{
    /// <summary>Bytes a second from the network; finite, above 0.</summary>
    public required double NetworkBytesPerSecond { get; init; }

    /// <summary>Bytes a second written to disk; above 0, infinity when the disk bounds nothing.</summary>
    public required double DiskBytesPerSecond { get; init; }

    /// <summary>Compressed bytes a second unpacked by a pull that goes layer by layer; above 0, infinity when unpacking bounds nothing.</summary>
    public required double UnpackBytesPerSecond { get; init; }

    /// <summary>How many times faster a parallel pull unpacks; at least 1.</summary>
    public required double ParallelUnpackRatio { get; init; }

    /// <summary>Bytes written for a compressed byte of an image; at least 1.</summary>
    public required double UnpackedRatio { get; init; }

    /// <summary>Throws when a rate is outside its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rate is not above 0, the network's is infinite, or a ratio is below 1 or infinite.</exception>
    public void ThrowIfInvalid()
    {
        var isNetworkFinite = NetworkBytesPerSecond is > 0 and < double.PositiveInfinity;
        Require(nameof(NetworkBytesPerSecond), NetworkBytesPerSecond, "a finite rate above 0", isNetworkFinite);
        Require(nameof(DiskBytesPerSecond), DiskBytesPerSecond, "a rate above 0", DiskBytesPerSecond > 0);
        Require(nameof(UnpackBytesPerSecond), UnpackBytesPerSecond, "a rate above 0", UnpackBytesPerSecond > 0);
        Require(nameof(ParallelUnpackRatio), ParallelUnpackRatio, "a finite ratio of at least 1", IsRatio(ParallelUnpackRatio));
        Require(nameof(UnpackedRatio), UnpackedRatio, "a finite ratio of at least 1", IsRatio(UnpackedRatio));
    }

    private static bool IsRatio(double value) => value >= 1 && double.IsFinite(value);

    private static void Require(string name, double found, string expected, bool holds)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, found, $"Expected {expected}.");
        }
    }
}
