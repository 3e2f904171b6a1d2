namespace Autoscaler.Simulation.Benchmarks;

/// <summary>A grain that does next to nothing, so that calls to it cost what a call costs.</summary>
[Alias("autoscaler.bench.IHitGrain")]
public interface IHitGrain : IGrainWithStringKey
{
    /// <summary>Adds a number to what was added before.</summary>
    [Alias("Hit")]
    Task<long> HitAsync(long number);
}

/// <summary>As <see cref="IHitGrain"/>, with state and a timer as the grains of the product have.</summary>
[Alias("autoscaler.bench.IKeepingGrain")]
public interface IKeepingGrain : IGrainWithStringKey
{
    /// <summary>Adds a number to what was added before.</summary>
    [Alias("Hit")]
    Task<long> HitAsync(long number);
}
