namespace Autoscaler.Api.Views;

/// <summary>Events that a stream cannot give any more.</summary>
/// <param name="From">The number of the first that may be missing.</param>
/// <param name="To">The number of the last.</param>
internal sealed record MissedEvents(long From, long To);
