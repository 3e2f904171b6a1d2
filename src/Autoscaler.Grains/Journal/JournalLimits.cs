using Autoscaler.Contracts.History;

namespace Autoscaler.Grains.Journal;

/// <summary>How much a journal's store keeps. What is older, or more, goes as new things come.</summary>
public sealed record JournalLimits
{
    /// <summary>How long events are kept. Default 15 days.</summary>
    public TimeSpan EventsKept { get; init; } = TimeSpan.FromDays(15);

    /// <summary>Most events that are kept, of all endpoints, 1 or more.</summary>
    public required long MaxEvents { get; init; }

    /// <summary>How long changes are kept. Default 400 days.</summary>
    public TimeSpan ChangesKept { get; init; } = TimeSpan.FromDays(400);

    /// <summary>Most changes that are kept, 1 or more.</summary>
    public required long MaxChanges { get; init; }

    /// <summary>How long points of 10 s are kept; a point that comes later than that is not taken. Default 3 h.</summary>
    public TimeSpan FineDemandKept { get; init; } = DemandQuery.FineKept;

    /// <summary>How long points of 1 min are kept. Default 15 days.</summary>
    public TimeSpan CoarseDemandKept { get; init; } = DemandQuery.CoarseKept;
}
