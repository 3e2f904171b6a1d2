namespace Autoscaler.Grains.Endpoints;

/// <summary>Copies wanted of a component.</summary>
[GenerateSerializer, Alias("autoscaler.WantedCount"), Immutable]
public readonly record struct WantedCount([property: Id(0)] ComponentName Component, [property: Id(1)] int Copies);
