namespace Autoscaler.Simulation.Benchmarks;

/// <summary>A grain that does next to nothing, so that calls to it cost what a call costs.</summary>
[Alias("autoscaler.bench.IHitGrain")]
public interface IHitGrain : IGrainWithStringKey
{
    /// <summary>Adds a number to what was added before.</summary>
    [Alias("Hit")]
    Task<long> HitAsync(long number);
}
