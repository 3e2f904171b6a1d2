using System.Runtime.ExceptionServices;

namespace Autoscaler.Grains.Storage;

/// <summary>
/// A grain's state as storage holds it. A change is written first and becomes <see cref="Current"/> only then, so that whatever reads it announces nothing that a crash
/// could take back. Turns that interleave write one after the other. A write that fails may still have been done: the activation is then given up, and the next one
/// reads what storage holds.
/// </summary>
/// <param name="storage">The stored state, already read.</param>
/// <param name="giveUp">Gives the activation up.</param>
internal sealed class CommittedState<TState>(IPersistentState<TState> storage, Action giveUp)
    where TState : class
{
    private Task? _write;
    private ExceptionDispatchInfo? _fault;

    /// <summary>What storage holds.</summary>
    public TState Current { get; private set; } = storage.State;

    /// <summary>Writes a change.</summary>
    /// <param name="change">From the newest state to the next; null or the same state when, on second look, there is nothing to change.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Whether anything was written.</returns>
    public async Task<bool> UpdateAsync(Func<TState, TState?> change, CancellationToken cancellationToken)
    {
        // Another turn may be writing; what it writes is what this change starts from.
        while (_write is { } other)
        {
            await other;
        }

        _fault?.Throw();
        if (change(Current) is not { } next || ReferenceEquals(next, Current))
        {
            return false;
        }

        var write = WriteAsync(next, cancellationToken);
        if (!write.IsCompleted)
        {
            _write = write;
        }

        await write;
        _fault?.Throw();
        return true;
    }

    // Never fails: others wait for it. The fault is for them to find.
    private async Task WriteAsync(TState next, CancellationToken cancellationToken)
    {
        try
        {
            storage.State = next;
            await storage.WriteStateAsync(cancellationToken);
            Current = next;
        }
        catch (Exception e)
        {
            _fault = ExceptionDispatchInfo.Capture(e);
            giveUp();
        }
        finally
        {
            _write = null;
        }
    }
}
