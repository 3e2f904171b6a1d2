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

    /// <summary>How it gets here; null for weights.</summary>
    public StartupMechanism? Mechanism { get; init; }

    /// <summary>Bytes that it takes on the disk.</summary>
    public required ByteCount Size { get; init; }

    /// <summary>When a copy last asked for it, UTC.</summary>
    public DateTimeOffset LastUsedAt { get; set; }

    /// <summary>When it began to arrive, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The volume that holds it; null where it is on the instance's own disk.</summary>
    public string? Volume { get; init; }

    /// <summary>When enough of it was there to run, UTC; null while it is not. Before the whole only for an image that starts lazily.</summary>
    public DateTimeOffset? UsableAt { get; set; }

    /// <summary>When all of it was there, UTC; null while it is not.</summary>
    public DateTimeOffset? WholeAt { get; set; }

    /// <summary>Bytes that follow once it is usable.</summary>
    public ByteCount LaterSize { get; init; }

    /// <summary>Whether containers may start before the weights are there.</summary>
    public bool StartsLazily => LaterSize.Value > 0;
}
