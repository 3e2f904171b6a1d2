namespace Autoscaler.Contracts.Specs;

/// <summary>Guards on an endpoint's instances.</summary>
[GenerateSerializer, Alias("autoscaler.InstanceLimits"), Immutable]
public sealed record InstanceLimits
{
    /// <summary>Most instances at once, 1 to 10,000. Default 100.</summary>
    [Id(0)] public int MaxInstances { get; init; } = 100;

    /// <summary>Types dearer than this are never launched; null, the default, sets no limit.</summary>
    [Id(1)] public UsdPerHour? MaxPrice { get; init; }

    /// <summary>Types with more accelerators than this are never launched; null, the default, sets no limit.</summary>
    [Id(2)] public int? MaxAccelerators { get; init; }

    /// <summary>Most launches that a minute may see, 1 to 1,000. Default 60.</summary>
    [Id(3)] public int LaunchesPerMinute { get; init; } = 60;

    /// <summary>An instance that has not booted by then has failed; 1 min to 1 h. Default 15 min.</summary>
    [Id(4)] public TimeSpan BootDeadline { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A copy that is not ready by then, counted from its order, has failed; 1 min to 2 h. Default 30 min.</summary>
    [Id(5)] public TimeSpan CopyDeadline { get; init; } = TimeSpan.FromMinutes(30);
}
