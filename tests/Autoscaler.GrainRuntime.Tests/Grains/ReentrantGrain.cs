using Autoscaler.GrainRuntime.Tests.Hosts;

namespace Autoscaler.GrainRuntime.Tests.Grains;

[Reentrant]
public sealed class ReentrantGrain(Probe probe) : Grain, IReentrantGrain
{
    public async Task WaitAtAsync(string gate)
    {
        probe.Open($"{gate} entered");
        await probe.At(gate);
    }
}
