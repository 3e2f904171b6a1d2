namespace Autoscaler.Journal;

/// <summary>How the journal's writing goes.</summary>
/// <param name="FailingSince">Since when its store has failed, real time, UTC; null while it is well.</param>
/// <param name="Error">What the store said last; null while it is well.</param>
/// <param name="DroppedEvents">Events that were lost since the start.</param>
/// <param name="DroppedPoints">Points of demand that were lost since the start.</param>
/// <param name="QueuedEvents">Events that wait to be written.</param>
/// <param name="QueuedPoints">Points of demand that wait to be taken up.</param>
public sealed record JournalHealth(DateTimeOffset? FailingSince, string? Error, long DroppedEvents, long DroppedPoints, int QueuedEvents, int QueuedPoints);
