namespace Autoscaler.Simulation.Benchmarks;

/// <summary>The state of a grain that keeps some.</summary>
[GenerateSerializer, Alias("autoscaler.bench.KeptState"), Immutable]
public sealed record KeptState
{
    /// <summary>What was added.</summary>
    [Id(0)] public long Sum { get; init; }
}
