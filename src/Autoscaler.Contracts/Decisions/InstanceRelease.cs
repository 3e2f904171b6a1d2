namespace Autoscaler.Contracts.Decisions;

/// <summary>An instance that a decision lets go.</summary>
/// <param name="Slot">The ordinal of its slot.</param>
/// <param name="Reason">Why.</param>
/// <param name="EmptyFor">How long it held no copy; zero when it still does.</param>
/// <param name="WorthKeepingFor">How long keeping it empty was worth its price.</param>
[GenerateSerializer, Alias("autoscaler.InstanceRelease"), Immutable]
public sealed record InstanceRelease(
    [property: Id(0)] int Slot,
    [property: Id(1)] ReleaseReason Reason,
    [property: Id(2)] TimeSpan EmptyFor,
    [property: Id(3)] TimeSpan WorthKeepingFor);
