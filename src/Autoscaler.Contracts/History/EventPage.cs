namespace Autoscaler.Contracts.History;

/// <summary>A page of events.</summary>
/// <param name="Entries">The events, in the order of the query.</param>
/// <param name="HasMore">Whether another page follows in that order.</param>
/// <param name="Newest">The number of the newest event there is in any scope; 0 for none. Whoever follows begins here.</param>
/// <param name="Oldest">The number of the oldest event that is still kept; 0 for none. Whoever follows from before it has missed events.</param>
[GenerateSerializer, Alias("autoscaler.EventPage"), Immutable]
public sealed record EventPage(
    [property: Id(0)] ImmutableArray<JournalEntry> Entries,
    [property: Id(1)] bool HasMore,
    [property: Id(2)] long Newest,
    [property: Id(3)] long Oldest);
