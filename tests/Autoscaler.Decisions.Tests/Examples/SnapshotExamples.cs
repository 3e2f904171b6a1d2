using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Capacity;
using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Catalog;
using Autoscaler.Decisions.Demand;
using Autoscaler.Decisions.Fleets;
using Autoscaler.Decisions.Startup;

namespace Autoscaler.Decisions.Tests.Examples;

/// <summary>Snapshots, and what they are made of.</summary>
internal static class SnapshotExamples
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private static readonly Decider TheDecider = new(new StartupModel(StartupRates.Default));

    public static readonly IReadOnlyDictionary<InstanceTypeName, UsdPerHour> Prices =
        InstanceTypeCatalog.All.ToDictionary(type => type.Name, type => type.OnDemandPrice);

    public static EndpointPlan Decide(EndpointSnapshot snapshot) => TheDecider.Decide(snapshot);

    /// <summary>An endpoint whose demand is unknown, so that each component keeps what it wanted until now.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="wanted">Copies wanted until now, a component each; null before the first decision.</param>
    /// <param name="slots">The slots, by ordinal.</param>
    public static EndpointSnapshot Wanting(EndpointSpec spec, int?[] wanted, params SlotExample[] slots) => new()
    {
        Spec = spec,
        Now = Now,
        Components =
        [
            .. spec.Components.Select((component, i) =>
                new ComponentSnapshot(component, ComponentDemandState.Start(component.Policy, Period, Now), wanted[i], default)),
        ],
        Fleet = FleetOf(slots),
        Cache = CacheReport.Untouched,
        Capacity = CapacitySnapshot.Empty,
        Prices = Prices,
        Failures = [],
        RecentLaunches = [],
        NextDecision = 1,
        NextCopy = 1000,
    };

    public static Fleet FleetOf(params SlotExample[] slots) => Fleet.Of([.. slots.Select(slot => slot.Build())]);

    /// <summary>The snapshot with demand for its first component.</summary>
    public static EndpointSnapshot Under(this EndpointSnapshot snapshot, ComponentDemandState demand) =>
        snapshot with { Components = snapshot.Components.SetItem(0, snapshot.Components[0] with { Demand = demand }) };

    /// <summary>The snapshot whose cache holds these images.</summary>
    public static EndpointSnapshot Caching(this EndpointSnapshot snapshot, params ImageDigest[] images) => snapshot with
    {
        Cache = new CacheReport(1, 1, [.. images.Select(image => new CacheEntryView
        {
            Image = image,
            State = CacheEntryState.Ready,
            StateEnteredAt = Now,
            CompressedSize = ByteCount.FromGigabytes(10),
            Builds = 1,
            Hits = 0,
            Misses = 0,
        })], IsEmpty: false),
    };

    /// <summary>Demand whose samples are these, the last one ending at <see cref="Now"/>; null is a sample that never came.</summary>
    public static ComponentDemandState DemandOf(ScalingPolicy policy, params double?[] concurrency) => DemandOf(policy, Period, concurrency);

    public static ComponentDemandState DemandOf(ScalingPolicy policy, TimeSpan period, params double?[] concurrency)
    {
        var samples = ImmutableArray.CreateBuilder<DemandSample>();
        for (var i = 0; i < concurrency.Length; i++)
        {
            if (concurrency[i] is { } value)
            {
                samples.Add(new DemandSample(Now - ((concurrency.Length - i) * period), value, null));
            }
        }

        return ComponentDemandState.Start(policy, period, Now - (concurrency.Length * period)).With(samples.ToImmutable(), policy, double.PositiveInfinity);
    }

    /// <summary>The same concurrency for a time.</summary>
    public static double?[] For(int periods, double? concurrency) => [.. Enumerable.Repeat(concurrency, periods)];
}
