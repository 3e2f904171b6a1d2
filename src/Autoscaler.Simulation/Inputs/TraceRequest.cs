namespace Autoscaler.Simulation.Inputs;

/// <summary>One request of a trace.</summary>
/// <param name="ArrivalSeconds">When it arrives, in seconds since the trace's first request; 0 or more.</param>
/// <param name="ContextTokens">Tokens that it brings, 0 or more.</param>
/// <param name="GeneratedTokens">Tokens that it asks for, 0 or more.</param>
public readonly record struct TraceRequest(double ArrivalSeconds, int ContextTokens, int GeneratedTokens);
