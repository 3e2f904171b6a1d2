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
