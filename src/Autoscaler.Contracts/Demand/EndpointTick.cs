using Autoscaler.Contracts.Capacity;

namespace Autoscaler.Contracts.Demand;

/// <summary>What a feed brings an endpoint at each poll: new samples, and with them the occasion to decide.</summary>
[GenerateSerializer, Alias("autoscaler.EndpointTick"), Immutable]
public sealed record EndpointTick
{
    /// <summary>When the feed polled, UTC.</summary>
    [Id(0)] public required DateTimeOffset At { get; init; }

    /// <summary>The length of the periods that the samples cover.</summary>
    [Id(1)] public required TimeSpan Period { get; init; }

    /// <summary>The samples that arrived since the last tick; none is no news.</summary>
    [Id(2)] public required ImmutableArray<ComponentDemand> Demand { get; init; }

    /// <summary>What the cloud lately refused.</summary>
    [Id(3)] public required CapacitySnapshot Capacity { get; init; }

    /// <summary>What asking for the endpoint's metrics costs, US dollars a month, as often as it is asked for now; null where nothing new is known of it.</summary>
    [Id(4)] public decimal? WatchUsdPerMonth { get; init; }
}
