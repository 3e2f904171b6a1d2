namespace Autoscaler.Contracts.Fleets;

/// <summary>How many accelerators there are, and are occupied.</summary>
/// <param name="Total">Accelerators of the instances that are there, of types that are known.</param>
/// <param name="InUse">Of them, those that copies occupy, be they starting, serving or draining.</param>
[GenerateSerializer, Alias("autoscaler.AcceleratorUse"), Immutable]
public readonly record struct AcceleratorUse([property: Id(0)] int Total, [property: Id(1)] int InUse)
{
    /// <summary>Both together.</summary>
    public static AcceleratorUse operator +(AcceleratorUse one, AcceleratorUse other) => new(one.Total + other.Total, one.InUse + other.InUse);
}
