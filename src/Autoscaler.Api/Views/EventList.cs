using Autoscaler.Contracts.History;

namespace Autoscaler.Api.Views;

/// <summary>A page of events, in the order that was asked for.</summary>
/// <param name="Events">The events.</param>
/// <param name="Next">The number behind or before which the next page begins; null on the last one.</param>
internal sealed record EventList(ImmutableArray<JournalEntry> Events, long? Next);
