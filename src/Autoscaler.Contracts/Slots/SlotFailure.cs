namespace Autoscaler.Contracts.Slots;

/// <summary>How a generation of a slot failed.</summary>
/// <param name="Generation">The generation.</param>
/// <param name="Kind">Why.</param>
/// <param name="At">When it was noticed, UTC.</param>
/// <param name="Detail">What the cloud said, for a person.</param>
[GenerateSerializer, Alias("autoscaler.SlotFailure"), Immutable]
public sealed record SlotFailure(
    [property: Id(0)] int Generation,
    [property: Id(1)] SlotFailureKind Kind,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] string Detail);
