namespace Autoscaler.Grains.Endpoints;

/// <summary>Who waits for a component to serve, in the order of their coming. Bounded in number and in time, and nobody stays on it who has stopped waiting.</summary>
internal sealed class ReadyWaiters(TimeProvider clock)
{
    /// <summary>Callers that may wait at once.</summary>
    public const int MaxWaiters = 256;

    private readonly LinkedList<Waiter> _waiters = new();
    private bool _isClosed;

    /// <summary>How many wait.</summary>
    public int Count => _waiters.Count;

    /// <summary>Waits until the component is released, everybody is, or the time is over.</summary>
    /// <returns>False, at once, where too many wait already.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<bool> WaitAsync(ComponentName component, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (_isClosed)
        {
            return true;
        }

        if (_waiters.Count >= MaxWaiters)
        {
            return false;
        }

        var node = _waiters.AddLast(new Waiter(component, new TaskCompletionSource()));
        try
        {
            await node.Value.Released.Task.WaitAsync(wait, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // What stands then is the answer.
        }
        finally
        {
            if (node.List is not null)
            {
                _waiters.Remove(node);
            }
        }

        return true;
    }

    /// <summary>Lets those go on whose component need not be waited for any more, the first that came first.</summary>
    public void Release(Func<ComponentName, bool> isOver)
    {
        var released = new List<Waiter>();
        for (var node = _waiters.First; node is not null;)
        {
            var next = node.Next;
            if (isOver(node.Value.Component))
            {
                _waiters.Remove(node);
                released.Add(node.Value);
            }

            node = next;
        }

        // Only now: whoever goes on may do so at once, and come back to the list.
        foreach (var waiter in released)
        {
            waiter.Released.SetResult();
        }
    }

    /// <summary>Lets everybody go on, and nobody wait any more: an activation does not end while a call to it runs.</summary>
    public void Close()
    {
        _isClosed = true;
        Release(static _ => true);
    }

    private sealed record Waiter(ComponentName Component, TaskCompletionSource Released);
}
