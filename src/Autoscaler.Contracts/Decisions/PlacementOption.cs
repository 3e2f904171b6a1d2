using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Contracts.Decisions;

/// <summary>One place that a copy could have, with what it costs in time and money.</summary>
[GenerateSerializer, Alias("autoscaler.PlacementOption"), Immutable]
public sealed record PlacementOption
{
    /// <summary>The class.</summary>
    [Id(0)] public required PlacementClass Class { get; init; }

    /// <summary>The ordinal of the slot.</summary>
    [Id(1)] public required int Slot { get; init; }

    /// <summary>The pool of the instance; for a new one, the first that is asked.</summary>
    [Id(2)] public required InstancePool Pool { get; init; }

    /// <summary>Where the image comes from.</summary>
    [Id(3)] public required StartupMechanism Mechanism { get; init; }

    /// <summary>When the copy is expected to be ready, UTC.</summary>
    [Id(4)] public required DateTimeOffset ExpectedReadyAt { get; init; }

    /// <summary>What the option adds to the bill: the price of a new instance, nothing for one that runs already.</summary>
    [Id(5)] public required UsdPerHour AddedPrice { get; init; }
}
