using Autoscaler.Contracts.Specs;

namespace Autoscaler.Contracts.Slots;

/// <summary>Everything that a host needs to run one copy.</summary>
[GenerateSerializer, Alias("autoscaler.CopyOrder"), Immutable]
public sealed record CopyOrder
{
    /// <summary>The copy. A host that already has it does nothing.</summary>
    [Id(0)] public required CopyId Id { get; init; }

    /// <summary>The container.</summary>
    [Id(1)] public required ImageSpec Image { get; init; }

    /// <summary>The weights; null if there are none.</summary>
    [Id(2)] public required WeightsSpec? Weights { get; init; }

    /// <summary>Accelerators to occupy, 1 or more.</summary>
    [Id(3)] public required int Accelerators { get; init; }

    /// <summary>Host memory to occupy.</summary>
    [Id(4)] public required ByteCount Memory { get; init; }

    /// <summary>Requests to serve at once.</summary>
    [Id(5)] public required double MaxConcurrency { get; init; }

    /// <summary>When the copy was decided, UTC.</summary>
    [Id(6)] public required DateTimeOffset OrderedAt { get; init; }

    /// <summary>Where the image comes from if the disk does not hold it.</summary>
    [Id(7)] public required StartupMechanism PullMechanism { get; init; }

    /// <summary>The endpoint of the copy. A host runs no copy of an endpoint other than that of its own tags; null in orders of releases before there was this member.</summary>
    [Id(8)] public EndpointId? Endpoint { get; init; }

    /// <summary>Whether the weights are cached like the image.</summary>
    [Id(9)] public bool CachesWeights { get; init; }

    /// <summary>Whether the copy runs the image and the weights that its component has now.</summary>
    public bool Runs(ComponentSpec component)
    {
        ArgumentNullException.ThrowIfNull(component);
        return Image.Digest == component.Image.Digest && Weights?.Version == component.Weights?.Version;
    }

    /// <summary>The order for a copy of <paramref name="component"/>.</summary>
    public static CopyOrder For(EndpointId endpoint, ComponentSpec component, CopyId id, StartupMechanism pullMechanism, DateTimeOffset orderedAt)
    {
        ArgumentNullException.ThrowIfNull(component);
        return new CopyOrder
        {
            Id = id,
            Endpoint = endpoint,
            Image = component.Image,
            Weights = component.Weights,
            CachesWeights = component.CachesWeights,
            Accelerators = component.AcceleratorsPerCopy,
            Memory = component.MemoryPerCopy,
            MaxConcurrency = component.MaxConcurrencyPerCopy,
            OrderedAt = orderedAt,
            PullMechanism = pullMechanism,
        };
    }
}
