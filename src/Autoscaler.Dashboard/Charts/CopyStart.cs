using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Dashboard.Charts;

/// <summary>A copy's start as it is drawn.</summary>
/// <param name="Copy">The copy.</param>
/// <param name="ReadyAt">When it served, UTC.</param>
/// <param name="Took">From its order on.</param>
/// <param name="Origin">Where its image came from.</param>
/// <param name="Segments">What it waited for, by time.</param>
internal sealed record CopyStart(CopyStatus Copy, DateTimeOffset ReadyAt, TimeSpan Took, ImageOrigin Origin, ImmutableArray<StartSegment> Segments)
{
    /// <summary>The starts that entries of the journal tell of.</summary>
    public static ImmutableArray<CopyStart> Of(ImmutableArray<JournalEntry> entries) =>
    [
        .. entries.Select(static entry => entry.Event).OfType<CopyPhaseChanged>().Where(static happened => happened.TimeToReady is not null).Select(static happened => new CopyStart(
            happened.Copy, happened.Copy.ReadyAt ?? happened.At, happened.TimeToReady!.Value, OriginOf(happened.Copy), StartSegment.Of(happened.Copy, happened.TimeToReady.Value))),
    ];

    // Stages that took no time are not told.
    private static ImageOrigin OriginOf(CopyStatus copy) =>
        copy.Timeline.Any(static stage => stage.Phase == StartupPhase.Image && stage.EndedAt > stage.StartedAt) ? ImageOrigin.Registry
        : copy.Timeline.Any(static stage => stage.Phase is StartupPhase.Provision) ? ImageOrigin.Snapshot
        : ImageOrigin.Disk;
}

/// <summary>Where a copy's image came from.</summary>
internal enum ImageOrigin
{
    /// <summary>It was pulled from the registry.</summary>
    Registry = 0,

    /// <summary>On a new instance, from the endpoint's cache.</summary>
    Snapshot = 1,

    /// <summary>It lay on the disk of an instance that ran.</summary>
    Disk = 2,
}
