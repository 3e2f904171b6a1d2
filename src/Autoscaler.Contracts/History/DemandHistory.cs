namespace Autoscaler.Contracts.History;

/// <summary>An endpoint's past.</summary>
/// <param name="Step">Time between points.</param>
/// <param name="Series">One for each component that was asked for, sorted by name.</param>
[GenerateSerializer, Alias("autoscaler.DemandHistory"), Immutable]
public sealed record DemandHistory([property: Id(0)] TimeSpan Step, [property: Id(1)] ImmutableArray<DemandSeries> Series);

/// <summary>A component's past.</summary>
/// <param name="Component">The component.</param>
/// <param name="Points">By time; steps of which nothing is known are missing.</param>
[GenerateSerializer, Alias("autoscaler.DemandSeries"), Immutable]
public sealed record DemandSeries([property: Id(0)] ComponentName Component, [property: Id(1)] ImmutableArray<DemandPoint> Points);
