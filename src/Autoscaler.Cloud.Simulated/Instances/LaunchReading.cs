using Autoscaler.Contracts.Capacity;

namespace Autoscaler.Cloud.Simulated.Instances;

/// <summary>What was launched in a simulated cloud so far, and what callers did wrong, in order.</summary>
/// <param name="Launched">An entry for each instance that ever was.</param>
/// <param name="Mistakes">Launch calls that no right caller makes.</param>
public sealed record LaunchReading(ImmutableArray<LaunchedInstance> Launched, ImmutableArray<LaunchMistake> Mistakes);

/// <summary>An instance that was launched.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Slot">For which slot.</param>
/// <param name="Generation">In which of its generations.</param>
/// <param name="Instance">The instance.</param>
/// <param name="Pool">Where.</param>
/// <param name="Snapshots">The snapshots that it boots from, by image.</param>
/// <param name="Beside">Other instances of the slot that were up then, sorted; right callers have none.</param>
public sealed record LaunchedInstance(
    DateTimeOffset At,
    SlotId Slot,
    int Generation,
    InstanceId Instance,
    InstancePool Pool,
    ImmutableArray<SnapshotWriter> Snapshots,
    ImmutableArray<InstanceId> Beside);

/// <summary>A snapshot that an instance boots from.</summary>
/// <param name="Snapshot">The snapshot.</param>
/// <param name="WrittenFor">The endpoint for which it was written.</param>
public sealed record SnapshotWriter(SnapshotId Snapshot, EndpointId WrittenFor);

/// <summary>A launch call that was refused because its caller was wrong: a token used again for something else, or another endpoint's snapshot.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Slot">For which slot.</param>
/// <param name="Generation">In which of its generations.</param>
/// <param name="Reason">What the cloud said.</param>
public sealed record LaunchMistake(DateTimeOffset At, SlotId Slot, int Generation, string Reason);
