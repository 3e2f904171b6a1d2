namespace Autoscaler.GrainRuntime.Tests.Hosts;
/// <summary>A host of grains under test: the same tests run on each that the build has.</summary>
public abstract class RuntimeHost : IAsyncDisposable
{
    /// <summary>What grains write to and wait at, on whatever silo they are.</summary>
    public Probe Probe { get; } = new();

    /// <summary>The factory of a client.</summary>
    public abstract IGrainFactory Grains { get; }

    /// <summary>The clock that the host's world goes by.</summary>
    public abstract TimeProvider Clock { get; }

    /// <summary>Runs code outside of grains, to its end.</summary>
    public abstract Task RunAsync(Func<Task> client);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>A grain.</summary>
    public TGrain Grain<TGrain>(string key)
        where TGrain : IGrainWithStringKey =>
        Grains.GetGrain<TGrain>(key);
}
