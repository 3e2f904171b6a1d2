namespace Autoscaler.GrainRuntime.Tests.Grains;

[GenerateSerializer, Alias("runtimetests.CounterState"), Immutable]
public sealed record CounterState
{
    [Id(0)] public int Count { get; init; }
}
