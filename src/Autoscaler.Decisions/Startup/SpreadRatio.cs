namespace Autoscaler.Decisions.Startup;

/// <summary>How far a duration spreads about its expectation.</summary>
/// <param name="Low">The 10th percentile over the expectation; above 0, at most 1.</param>
/// <param name="High">The 90th percentile over the expectation; at least 1.</param>
public readonly record struct SpreadRatio(double Low, double High);
