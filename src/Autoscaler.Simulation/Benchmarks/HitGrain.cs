namespace Autoscaler.Simulation.Benchmarks;

internal sealed class HitGrain : Grain, IHitGrain
{
    private long _sum;

    public Task<long> HitAsync(long number)
    {
        _sum += number;
        return Task.FromResult(_sum);
    }
}
