using Autoscaler.Contracts.Journal;

namespace Autoscaler.Contracts.History;

/// <summary>An event as it was written down.</summary>
/// <param name="Number">Its place in the journal, from 1: later ones are larger. Numbers may be missing.</param>
/// <param name="Event">The event.</param>
[GenerateSerializer, Alias("autoscaler.JournalEntry"), Immutable]
public sealed record JournalEntry([property: Id(0)] long Number, [property: Id(1)] FleetEvent Event);
