using Orleans.SingleProcess.Storage;
using Orleans.Storage;

namespace Autoscaler.TestKit;

/// <summary>
/// What is stored, in memory; it outlives crashes. It tells each write, and fails or hangs those that a test picks. Half of a write's latency passes before it is
/// done and half before it is answered, so that a crash can come on either side.
/// </summary>
public sealed class WatchedStorage(Trail trail)
{
    private readonly MemoryGrainStorage _inner = new();
    private readonly Dictionary<(string StateName, string Key), object?> _states = [];
    private TaskCompletionSource _hung = new();

    public long WriteCount => _inner.WriteCount;

    /// <summary>How long a write takes.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>What becomes of a write, by the state's name and the grain's key; null lets all through.</summary>
    public Func<string, string, WriteFault>? Fault { get; set; }

    /// <summary>Whether the read of a state hangs until it is let go, by the state's name and the grain's key.</summary>
    public Func<string, string, bool>? HangsRead { get; set; }

    /// <summary>What is stored; null if nothing is.</summary>
    public T? Find<T>(string stateName, string key)
        where T : class => _states.GetValueOrDefault((stateName, key)) as T;

    /// <summary>Lets the reads and writes go on that hang. To be called from a driver.</summary>
    public void ReleaseHung()
    {
        _hung.SetResult();
        _hung = new TaskCompletionSource();
    }

    /// <summary>The storage as one life of a host sees it.</summary>
    public IGrainStorage For(TimeProvider time) => new Life(this, time);

    private async Task WriteAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, TimeProvider time)
    {
        var key = grainId.Key.ToString()!;
        var fault = Fault?.Invoke(stateName, key) ?? WriteFault.None;
        await WaitAsync(time);
        if (fault == WriteFault.Hang)
        {
            await _hung.Task;
        }

        if (fault == WriteFault.Refuse)
        {
            throw new InvalidOperationException($"The write of {stateName} of {key} is made to fail.");
        }

        await _inner.WriteStateAsync(stateName, grainId, grainState);
        _states[(stateName, key)] = grainState.State;
        trail.Add($"write {stateName} {key}");
        await WaitAsync(time);
        if (fault == WriteFault.FailAfterwards)
        {
            throw new InvalidOperationException($"The write of {stateName} of {key} is done, and said to have failed.");
        }
    }

    private Task WaitAsync(TimeProvider time) => Latency == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(Latency / 2, time);

    private sealed class Life(WatchedStorage storage, TimeProvider time) : IGrainStorage
    {
        public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            if (storage.HangsRead?.Invoke(stateName, grainId.Key.ToString()!) == true)
            {
                await storage._hung.Task;
            }

            await storage._inner.ReadStateAsync(stateName, grainId, grainState);
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            storage.WriteAsync(stateName, grainId, grainState, time);

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            storage._inner.ClearStateAsync(stateName, grainId, grainState);
    }
}
