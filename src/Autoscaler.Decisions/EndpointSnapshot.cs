using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Fleets;

namespace Autoscaler.Decisions;

/// <summary>Everything that a decision is made from. Immutable: the same snapshot gives the same decision for ever.</summary>
public sealed record EndpointSnapshot
{
    /// <summary>The spec.</summary>
    public required EndpointSpec Spec { get; init; }

    /// <summary>The time of the decision, UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The components, in the spec's order.</summary>
    public required ImmutableArray<ComponentSnapshot> Components { get; init; }

    /// <summary>The slots.</summary>
    public required Fleet Fleet { get; init; }

    /// <summary>The cache.</summary>
    public required CacheReport Cache { get; init; }

    /// <summary>What the cloud lately refused.</summary>
    public required CapacitySnapshot Capacity { get; init; }

    /// <summary>Prices of instance types; a type without one is never launched.</summary>
    public required IReadOnlyDictionary<InstanceTypeName, UsdPerHour> Prices { get; init; }

    /// <summary>Failures of the latest <see cref="RunawayPolicy.Window"/>, oldest first.</summary>
    public required ImmutableArray<ComponentFailure> Failures { get; init; }

    /// <summary>Launches of the latest minute, oldest first, UTC.</summary>
    public required ImmutableArray<DateTimeOffset> RecentLaunches { get; init; }

    /// <summary>The number of the next acting decision.</summary>
    public required long NextDecision { get; init; }

    /// <summary>The number of the next copy.</summary>
    public required long NextCopy { get; init; }

    /// <summary>The id of the next acting decision.</summary>
    public DecisionId DecisionId => new(Spec.Id, NextDecision);
}
