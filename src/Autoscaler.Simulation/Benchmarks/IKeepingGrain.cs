namespace Autoscaler.Simulation.Benchmarks;

/// <summary>As <see cref="IHitGrain"/>, with state and a timer as the grains of the product have.</summary>
[Alias("autoscaler.bench.IKeepingGrain")]
public interface IKeepingGrain : IGrainWithStringKey
{
    /// <summary>Adds a number to what was added before.</summary>
    [Alias("Hit")]
    Task<long> HitAsync(long number);
}
