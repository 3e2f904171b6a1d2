namespace Autoscaler.Decisions.Startup;

/// <summary>What a byte of a transfer costs each shared resource.</summary>
internal readonly record struct ResourceLoad(double Network, double Disk, double Unpack)
{
    public const int Resources = 3;

    public double this[int resource] => resource switch
    {
        0 => Network,
        1 => Disk,
        _ => Unpack,
    };
}

/// <summary>A transfer under way; its rate is set by <see cref="FairShares"/>.</summary>
internal struct FluidTransfer(int key, TransferKind kind, ResourceLoad load, double ceilingBytesPerSecond, double bytes, double startedAtSeconds)
{
    public readonly int Key = key;
    public readonly TransferKind Kind = kind;
    public readonly ResourceLoad Load = load;

    /// <summary>The rate of a channel of its own; infinity when it has none.</summary>
    public readonly double CeilingBytesPerSecond = ceilingBytesPerSecond;
    public readonly double StartedAtSeconds = startedAtSeconds;
    public double RemainingBytes = bytes;
    public double BytesPerSecond;
}
