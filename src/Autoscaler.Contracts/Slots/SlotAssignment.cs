namespace Autoscaler.Contracts.Slots;

/// <summary>What an endpoint holds of one of its slots: the intent it wrote, which is the effect of its decisions.</summary>
[GenerateSerializer, Alias("autoscaler.SlotAssignment"), Immutable]
public sealed record SlotAssignment
{
    /// <summary>The slot's ordinal.</summary>
    [Id(0)] public required int Ordinal { get; init; }

    /// <summary>The latest intent.</summary>
    [Id(1)] public required SlotIntent Intent { get; init; }

    /// <summary>Since when the instance holds no copy, UTC; null while it holds one, or there is no instance.</summary>
    [Id(2)] public DateTimeOffset? EmptySince { get; init; }
}
