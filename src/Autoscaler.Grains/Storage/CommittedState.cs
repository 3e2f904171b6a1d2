using System.Runtime.ExceptionServices;
using Orleans.Storage;

namespace Autoscaler.Grains.Storage;

/// <summary>
/// A grain's state as storage holds it. A change is written first and becomes <see cref="Current"/> only then, so that whatever reads it announces nothing that a crash
/// could take back. Turns that interleave write one after the other. A write that fails may still have been done: the activation is then given up, and the next one
/// reads what storage holds. So is an activation that learns that another one has written: a grain can have two for a while, and the one that stays is not always the
/// one that wrote last.
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

    /// <summary>Gives the activation up if somebody knows of a newer state than this one.</summary>
    /// <param name="known">The newest version that anybody is known to have seen.</param>
    /// <param name="own">The version of <see cref="Current"/>.</param>
    public void GiveUpIfBehind(long known, long own)
    {
        if (known > own && _fault is null)
        {
            GiveUp(new InconsistentStateException($"The activation has version {own} of its state, and version {known} was seen: another activation has written it."));
        }
    }

    /// <summary>
    /// Looks whether storage still holds what this activation wrote or read last, and gives the activation up if not. For answers that rest on the state and write
    /// nothing: what is written is checked by the write.
    /// </summary>
    /// <exception cref="InconsistentStateException">Another activation has written.</exception>
    public async Task VerifyAsync(CancellationToken cancellationToken)
    {
        while (_write is { } other)
        {
            await other;
        }

        if (_fault is null)
        {
            var read = ReadAsync(cancellationToken);
            if (!read.IsCompleted)
            {
                _write = read;
            }

            await read;
        }

        _fault?.Throw();
    }

    // Never fails: others wait for it. A read that fails says nothing about the state.
    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var etag = storage.Etag;
        try
        {
            await storage.ReadStateAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return;
        }
        finally
        {
            _write = null;
        }

        if (storage.Etag != etag)
        {
            GiveUp(new InconsistentStateException("Another activation has written the state."));
        }
    }

    private void GiveUp(Exception cause)
    {
        _fault = ExceptionDispatchInfo.Capture(cause);
        giveUp();
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
            GiveUp(e);
        }
        finally
        {
            _write = null;
        }
    }
}
