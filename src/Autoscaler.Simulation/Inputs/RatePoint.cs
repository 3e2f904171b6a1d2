namespace Autoscaler.Simulation.Inputs;

/// <summary>One step of a rate trace: the rate that holds until the next step begins.</summary>
/// <param name="StartSeconds">When it begins, in seconds since the trace's first step; 0 or more.</param>
/// <param name="RequestsPerSecond">Arrivals, 0 or more.</param>
public readonly record struct RatePoint(double StartSeconds, double RequestsPerSecond);
