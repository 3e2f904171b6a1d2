using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Simulated.Hosts;

/// <summary>One image or one version of weights on a host, or on its way there. All copies that need it share it.</summary>
internal sealed class HostFile
{
    /// <summary>An image's digest or a weights version.</summary>
    public required string Content { get; init; }

    /// <summary>Whose bytes they are.</summary>
    public required EndpointId WrittenFor { get; init; }

    /// <summary>The stage of a start in which it arrives.</summary>
    public required StartupPhase Phase { get; init; }

    /// <summary>How it gets here; null for weights that are fetched.</summary>
    public StartupMechanism? Mechanism { get; init; }

    /// <summary>Bytes that it takes on the disk.</summary>
    public required ByteCount Size { get; init; }

    /// <summary>When a copy last asked for it, UTC.</summary>
    public DateTimeOffset LastUsedAt { get; set; }

    /// <summary>When it began to arrive, UTC; of weights on a volume, when the host began to read them.</summary>
    public required DateTimeOffset StartedAt { get; set; }

    /// <summary>The volume that holds it; null where it is on the instance's own disk.</summary>
    public string? Volume { get; init; }

    /// <summary>Weights on a volume of their own: how that fills. Null for all else.</summary>
    public VolumeFilling? Filling { get; init; }

    /// <summary>When enough of it was there to run, UTC; null while it is not. Before the whole only for an image that starts lazily.</summary>
    public DateTimeOffset? UsableAt { get; set; }

    /// <summary>When all of it was there, UTC; null while it is not.</summary>
    public DateTimeOffset? WholeAt { get; set; }

    /// <summary>Bytes that follow once it is usable.</summary>
    public ByteCount LaterSize { get; init; }

    /// <summary>Whether containers may start before the weights are there.</summary>
    public bool StartsLazily => LaterSize.Value > 0;
}

/// <summary>A restored volume of weights on its way to be filled, and read.</summary>
internal sealed class VolumeFilling
{
    /// <summary>When the volume was made, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the volume was filled, UTC; null while it is not.</summary>
    public DateTimeOffset? FilledAt { get; set; }

    /// <summary>Whether a reader that never had to wait for the filling would be done.</summary>
    public bool CouldBeRead { get; set; }
}
