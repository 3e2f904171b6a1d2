using System.Collections.Concurrent;

namespace Autoscaler.GrainRuntime.Tests.Hosts;

/// <summary>What grains under test write to and wait at. The silos of a test share one object: they are in one process.</summary>
public sealed class Probe
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly List<string> _log = [];

    public IReadOnlyList<string> Log
    {
        get
        {
            lock (_log)
            {
                return [.. _log];
            }
        }
    }

    public void Write(string entry)
    {
        lock (_log)
        {
            _log.Add(entry);
        }
    }

    /// <summary>How often this was counted, this time included.</summary>
    public int Count(string what) => _counts.AddOrUpdate(what, 1, static (_, before) => before + 1);

    /// <summary>Ends when the gate of this name has been opened.</summary>
    public Task At(string gate) => Gate(gate).Task;

    public void Open(string gate) => Gate(gate).TrySetResult();

    private TaskCompletionSource Gate(string name) =>
        _gates.GetOrAdd(name, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
