using Autoscaler.Contracts.Slots;

namespace Autoscaler.Contracts.Fleets;

/// <summary>How many slots hold an instance, or are about to, by phase.</summary>
/// <param name="Launching">The cloud may or may not have the launch.</param>
/// <param name="Booting">The cloud gave an instance; it does not serve yet.</param>
/// <param name="Running">The instance runs.</param>
/// <param name="Draining">The instance is to go; its copies finish their requests.</param>
/// <param name="Terminating">The cloud was told to terminate the instance.</param>
[GenerateSerializer, Alias("autoscaler.InstanceCounts"), Immutable]
public readonly record struct InstanceCounts(
    [property: Id(0)] int Launching,
    [property: Id(1)] int Booting,
    [property: Id(2)] int Running,
    [property: Id(3)] int Draining,
    [property: Id(4)] int Terminating)
{
    /// <summary>All of them.</summary>
    public int Total => Launching + Booting + Running + Draining + Terminating;

    /// <summary>The slots of an endpoint, as they last reported.</summary>
    public static InstanceCounts Of(ImmutableArray<SlotReport> slots)
    {
        Span<int> counts = stackalloc int[(int)SlotPhase.Terminating + 1];
        foreach (var slot in slots)
        {
            counts[(int)slot.Phase]++;
        }

        return new InstanceCounts(
            counts[(int)SlotPhase.Launching],
            counts[(int)SlotPhase.Booting],
            counts[(int)SlotPhase.Running],
            counts[(int)SlotPhase.Draining],
            counts[(int)SlotPhase.Terminating]);
    }

    /// <summary>Both together.</summary>
    public static InstanceCounts operator +(InstanceCounts one, InstanceCounts other) => new(
        one.Launching + other.Launching, one.Booting + other.Booting, one.Running + other.Running, one.Draining + other.Draining, one.Terminating + other.Terminating);
}
