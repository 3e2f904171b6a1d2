namespace Autoscaler.Contracts.Specs;

/// <summary>Stops launches for a component whose copies or instances keep failing, instead of buying more of them.</summary>
[GenerateSerializer, Alias("autoscaler.RunawayPolicy"), Immutable]
public sealed record RunawayPolicy
{
    /// <summary>Failed boots or copies within <see cref="Window"/> that stop a component's launches, 1 to 100. Default 3.</summary>
    [Id(0)] public int MaxFailures { get; init; } = 3;

    /// <summary>How far back failures count, 1 min to 24 h. Default 30 min; launches resume when fewer are left in it.</summary>
    [Id(1)] public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(30);
}
