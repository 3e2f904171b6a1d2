namespace Autoscaler.Contracts.Decisions;

/// <summary>What kept a decision from giving a component all that its reason calls for.</summary>
[GenerateSerializer, Alias("autoscaler.ScalingLimit")]
public enum ScalingLimit
{
    /// <summary>Nothing did.</summary>
    None = 0,

    /// <summary>The component's maximum.</summary>
    MaxCopies = 1,

    /// <summary>The policy's growth per decision.</summary>
    Growth = 2,

    /// <summary>The policy's shrinkage per decision.</summary>
    Shrink = 3,

    /// <summary>The endpoint's maximum of instances.</summary>
    MaxInstances = 4,

    /// <summary>The endpoint's launches a minute.</summary>
    LaunchRate = 5,

    /// <summary>The runaway guard: copies or boots keep failing.</summary>
    Runaway = 6,

    /// <summary>Every pool that fits was refused lately.</summary>
    NoCapacity = 7,

    /// <summary>No acceptable instance type can hold a copy within the price and accelerator guards.</summary>
    NoInstanceTypeFits = 8,

    /// <summary>The registry has not told yet what the component's image is.</summary>
    ImageUnresolved = 9,
}
