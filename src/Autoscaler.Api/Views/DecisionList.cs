using Autoscaler.Contracts.History;

namespace Autoscaler.Api.Views;

/// <summary>A page of decisions, the newest first.</summary>
/// <param name="Decisions">Acting decisions and, where they were asked for, runs of holds.</param>
/// <param name="Next">The number before which the next page begins; null on the last one.</param>
internal sealed record DecisionList(ImmutableArray<JournalEntry> Decisions, long? Next);
