using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Fleets;
using Autoscaler.Decisions.Scaling;

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

    /// <summary>Whether scaling is paused.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Copies that people set by hand, one a component at the most; those that have expired do not count.</summary>
    public ImmutableArray<CopyOverride> Overrides { get; init; } = [];

    /// <summary>The latest activation of each component that was ever activated.</summary>
    public ImmutableArray<ComponentActivation> Activations { get; init; } = [];

    /// <summary>The number of the next acting decision.</summary>
    public required long NextDecision { get; init; }

    /// <summary>The number of the next copy.</summary>
    public required long NextCopy { get; init; }

    /// <summary>The id of the next acting decision.</summary>
    public DecisionId DecisionId => new(Spec.Id, NextDecision);

    /// <summary>What people ask of a component.</summary>
    public Steering SteeringOf(ComponentName component)
    {
        int? copies = null;
        foreach (var set in Overrides)
        {
            copies = set.Component == component && set.Until > Now ? set.Copies : copies;
        }

        DateTimeOffset? activatedAt = null;
        foreach (var activation in Activations)
        {
            activatedAt = activation.Component == component ? activation.At : activatedAt;
        }

        return new Steering(IsPaused, copies, activatedAt);
    }
}
