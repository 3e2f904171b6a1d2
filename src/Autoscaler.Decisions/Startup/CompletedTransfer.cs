namespace Autoscaler.Decisions.Startup;

/// <summary>A transfer that ended.</summary>
/// <param name="Key">What its owner called it.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="StartedAtSeconds">When it began, in its owner's seconds.</param>
/// <param name="CompletedAtSeconds">When its last byte was written, in its owner's seconds.</param>
public readonly record struct CompletedTransfer(int Key, TransferKind Kind, double StartedAtSeconds, double CompletedAtSeconds);
