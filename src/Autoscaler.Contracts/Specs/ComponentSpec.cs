namespace Autoscaler.Contracts.Specs;

/// <summary>An inference component: one model in one container, run as a number of equal copies.</summary>
[GenerateSerializer, Alias("autoscaler.ComponentSpec"), Immutable]
public sealed record ComponentSpec
{
    /// <summary>Unique within the endpoint.</summary>
    [Id(0)] public required ComponentName Name { get; init; }

    /// <summary>The container.</summary>
    [Id(1)] public required ImageSpec Image { get; init; }

    /// <summary>The weights; null where the image carries them, or there are none.</summary>
    [Id(2)] public WeightsSpec? Weights { get; init; }

    /// <summary>Accelerators that one copy occupies, 1 or more. Default 1.</summary>
    [Id(3)] public int AcceleratorsPerCopy { get; init; } = 1;

    /// <summary>Host memory that one copy occupies. Default 8 GB.</summary>
    [Id(4)] public ByteCount MemoryPerCopy { get; init; } = ByteCount.FromGigabytes(8);

    /// <summary>Requests that one copy can serve at once; more wait in a queue. Above 0, default 12.</summary>
    [Id(5)] public double MaxConcurrencyPerCopy { get; init; } = 12;

    /// <summary>Fewest copies, 0 or more. Default 1.</summary>
    [Id(6)] public int MinCopies { get; init; } = 1;

    /// <summary>Most copies, at least <see cref="MinCopies"/>. Default 100.</summary>
    [Id(7)] public int MaxCopies { get; init; } = 100;

    /// <summary>The longest time to the first token that counts as good service, queueing included. Default 10 s.</summary>
    [Id(8)] public TimeSpan TtftObjective { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How the wanted number of copies follows demand.</summary>
    [Id(9)] public ScalingPolicy Policy { get; init; } = new();

    /// <summary>Whether its weights are cached like its image, on a volume of their own. Default false. The endpoint's cache policy must use snapshots.</summary>
    [Id(10)] public bool CachesWeights { get; init; }
}
