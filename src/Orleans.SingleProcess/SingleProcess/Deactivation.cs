namespace Orleans.SingleProcess;

/// <summary>That an activation was asked to end, why, and until when it may take.</summary>
internal sealed record Deactivation(DeactivationReason Reason, CancellationToken Token);
