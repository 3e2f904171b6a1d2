using Autoscaler.GrainRuntime.Tests.Hosts;

namespace Autoscaler.GrainRuntime.Tests.Grains;

public sealed class ContextGrain(Probe probe) : Grain, IContextGrain
{
    public Task<string?> ReadAsync(string name) => Task.FromResult((string?)RequestContext.Get(name));

    public Task<string?> ReadThroughAsync(string other, string name) => GrainFactory.GetGrain<IContextGrain>(other).ReadAsync(name);

    public async Task<string?> SetAndReadThroughAsync(string other, string name, string value)
    {
        RequestContext.Set(name, value);
        await Task.Yield();
        return await ReadThroughAsync(other, name);
    }

    public Task WriteInTimerAsync(string name)
    {
        this.RegisterGrainTimer(
            () =>
            {
                probe.Write($"timer sees {RequestContext.Get(name) ?? "nothing"}");
                probe.Open("ticked");
                return Task.CompletedTask;
            },
            TimeSpan.Zero,
            Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }
}
