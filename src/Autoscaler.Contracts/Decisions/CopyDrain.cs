namespace Autoscaler.Contracts.Decisions;

/// <summary>A copy that shall go.</summary>
[GenerateSerializer, Alias("autoscaler.CopyDrain"), Immutable]
public readonly record struct CopyDrain(
    [property: Id(0)] CopyId Copy,
    [property: Id(1)] int Slot,
    [property: Id(2)] DrainReason Reason);
