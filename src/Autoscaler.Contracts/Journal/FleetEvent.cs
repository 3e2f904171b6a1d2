using System.Text.Json.Serialization;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Contracts.Journal;

/// <summary>Something that happened to an endpoint, as its journal tells it.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Endpoint">To which endpoint.</param>
[GenerateSerializer, Alias("autoscaler.FleetEvent"), Immutable]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(DecisionMade), "decision")]
[JsonDerivedType(typeof(SlotPhaseChanged), "slotPhase")]
[JsonDerivedType(typeof(CopyPhaseChanged), "copyPhase")]
[JsonDerivedType(typeof(CacheEntryChanged), "cacheEntry")]
[JsonDerivedType(typeof(LaunchRefused), "launchRefused")]
[JsonDerivedType(typeof(EndpointChanged), "endpoint")]
[JsonDerivedType(typeof(HoldsEnded), "holds")]
[JsonDerivedType(typeof(EndpointSteered), "steered")]
[JsonDerivedType(typeof(ImageStaged), "imageStaged")]
[JsonDerivedType(typeof(PurgeAdvanced), "purge")]
[JsonDerivedType(typeof(PurgeCompleted), "purgeReceipt")]
[JsonDerivedType(typeof(OrphanDeleted), "orphan")]
public abstract record FleetEvent([property: Id(0)] DateTimeOffset At, [property: Id(1)] EndpointId Endpoint);

/// <summary>An acting decision.</summary>
[GenerateSerializer, Alias("autoscaler.DecisionMade"), Immutable]
public sealed record DecisionMade(DateTimeOffset At, EndpointId Endpoint, [property: Id(0)] ScalingDecision Decision) : FleetEvent(At, Endpoint);

/// <summary>A slot entered a phase.</summary>
[GenerateSerializer, Alias("autoscaler.SlotPhaseChanged"), Immutable]
public sealed record SlotPhaseChanged(
    DateTimeOffset At,
    EndpointId Endpoint,
    [property: Id(0)] int Slot,
    [property: Id(1)] int Generation,
    [property: Id(2)] SlotPhase Phase,
    [property: Id(3)] InstancePool? Pool,
    [property: Id(4)] ImmutableArray<ImageSource> Images,
    [property: Id(5)] SlotFailure? Failure) : FleetEvent(At, Endpoint);

/// <summary>A copy entered a phase.</summary>
[GenerateSerializer, Alias("autoscaler.CopyPhaseChanged"), Immutable]
public sealed record CopyPhaseChanged(
    DateTimeOffset At,
    EndpointId Endpoint,
    [property: Id(0)] int Slot,
    [property: Id(1)] CopyStatus Copy,
    [property: Id(2)] TimeSpan? TimeToReady) : FleetEvent(At, Endpoint);

/// <summary>A cache entry entered a state.</summary>
[GenerateSerializer, Alias("autoscaler.CacheEntryChanged"), Immutable]
public sealed record CacheEntryChanged(DateTimeOffset At, EndpointId Endpoint, [property: Id(0)] CacheEntryView Entry) : FleetEvent(At, Endpoint);

/// <summary>Pools had no capacity for a launch.</summary>
[GenerateSerializer, Alias("autoscaler.LaunchRefused"), Immutable]
public sealed record LaunchRefused(
    DateTimeOffset At,
    EndpointId Endpoint,
    [property: Id(0)] int Slot,
    [property: Id(1)] ImmutableArray<InstancePool> Pools) : FleetEvent(At, Endpoint);

/// <summary>The endpoint was created, changed, began to be deleted, or is gone.</summary>
[GenerateSerializer, Alias("autoscaler.EndpointChanged"), Immutable]
public sealed record EndpointChanged(
    DateTimeOffset At,
    EndpointId Endpoint,
    [property: Id(0)] Autoscaler.Contracts.Endpoints.EndpointPhase Phase) : FleetEvent(At, Endpoint);

/// <summary>A run of ticks that decided the same and changed nothing has ended, or was long enough to be told.</summary>
/// <param name="At">When its last tick was, UTC.</param>
/// <param name="Endpoint">To which endpoint.</param>
/// <param name="Since">When its first tick was, UTC.</param>
/// <param name="Ticks">How many there were, 1 or more.</param>
/// <param name="Components">What the last one decided, in the spec's order.</param>
[GenerateSerializer, Alias("autoscaler.HoldsEnded"), Immutable]
public sealed record HoldsEnded(
    DateTimeOffset At,
    EndpointId Endpoint,
    [property: Id(0)] DateTimeOffset Since,
    [property: Id(1)] long Ticks,
    [property: Id(2)] ImmutableArray<ComponentDecision> Components) : FleetEvent(At, Endpoint);

/// <summary>A person took the wheel, or let it go.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Endpoint">To which endpoint.</param>
/// <param name="Action">What was done.</param>
/// <param name="By">Who did it: a key's name, or the platform; for an override that expired, whoever had set it.</param>
/// <param name="Component">The component; null where the whole endpoint is meant.</param>
/// <param name="Copies">Copies that were set; null where none were.</param>
/// <param name="Until">Until when, UTC; null where no time was set.</param>
[GenerateSerializer, Alias("autoscaler.EndpointSteered"), Immutable]
public sealed record EndpointSteered(
    DateTimeOffset At,
    EndpointId Endpoint,
    [property: Id(0)] SteeringAction Action,
    [property: Id(1)] string By,
    [property: Id(2)] ComponentName? Component,
    [property: Id(3)] int? Copies,
    [property: Id(4)] DateTimeOffset? Until) : FleetEvent(At, Endpoint);
