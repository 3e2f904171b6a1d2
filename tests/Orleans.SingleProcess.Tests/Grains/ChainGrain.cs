using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Orleans.SingleProcess.Tests.Grains;

internal interface IChainGrain : IGrainWithStringKey
{
    /// <summary>Calls the next grain of the path with the rest of it. A key that begins with "~" is called through an interleaving method.</summary>
    Task<string> CallAsync(ImmutableList<string> path);

    [AlwaysInterleave]
    Task<string> CallInterleavedAsync(ImmutableList<string> path);

    /// <summary>As <see cref="CallAsync"/>, after a gate.</summary>
    Task<string> CallAfterAsync(string gate, ImmutableList<string> path);
}

internal interface IEagerGrain : IGrainWithStringKey
{
    Task CallAsync();
}

/// <summary>Calls, in its activation, a grain that calls it back.</summary>
internal sealed class EagerGrain : Grain, IEagerGrain
{
    public Task CallAsync() => Task.CompletedTask;

    public override Task OnActivateAsync(CancellationToken cancellationToken) => GrainFactory.GetGrain<ICallerGrain>("c").CallAsync();
}

internal interface ICallerGrain : IGrainWithStringKey
{
    Task CallAsync();
}

internal sealed class CallerGrain : Grain, ICallerGrain
{
    public Task CallAsync() => GrainFactory.GetGrain<IEagerGrain>("e").CallAsync();
}

internal sealed class ChainGrain(Probe probe) : Grain, IChainGrain
{
    public async Task<string> CallAsync(ImmutableList<string> path)
    {
        if (path.IsEmpty)
        {
            return this.GetPrimaryKeyString();
        }

        var rest = path.RemoveAt(0);
        return path[0].StartsWith('~')
            ? await GrainFactory.GetGrain<IChainGrain>(path[0][1..]).CallInterleavedAsync(rest)
            : await GrainFactory.GetGrain<IChainGrain>(path[0]).CallAsync(rest);
    }

    public Task<string> CallInterleavedAsync(ImmutableList<string> path) => CallAsync(path);

    public async Task<string> CallAfterAsync(string gate, ImmutableList<string> path)
    {
        probe.Open($"{this.GetPrimaryKeyString()} entered");
        await probe.At(gate);
        return await CallAsync(path);
    }
}
