namespace Autoscaler.Cloud.Simulated.Calls;

/// <summary>A call that was written down.</summary>
/// <param name="Number">Its place in the log, rising; 0 before the log gave it one.</param>
/// <param name="At">When it took effect, UTC.</param>
/// <param name="Call">The call.</param>
public sealed record KeptCall(long Number, DateTimeOffset At, CloudCall Call);
