using System.Collections.Concurrent;

namespace Orleans.SingleProcess.Tests;

/// <summary>What grains under test write to and wait at; the host gives it to them as a service.</summary>
public sealed class Probe
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();
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

    /// <summary>Ends when the gate of this name has been opened.</summary>
    public Task At(string gate) => Gate(gate).Task;

    public void Open(string gate) => Gate(gate).TrySetResult();

    private TaskCompletionSource Gate(string name) => _gates.GetOrAdd(name, static _ => new TaskCompletionSource());
}
