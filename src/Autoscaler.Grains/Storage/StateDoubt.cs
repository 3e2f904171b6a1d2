namespace Autoscaler.Grains.Storage;

/// <summary>
/// Doubts a state that is only read: of two activations the one that stays is not always the one that wrote last, and one that never writes would never learn it. So whoever
/// asks it has it look at storage now and then.
/// </summary>
/// <param name="clock">The time.</param>
/// <param name="age">How long an answer may rest on a state that was not looked at again.</param>
internal sealed class StateDoubt(TimeProvider clock, TimeSpan age)
{
    // Nobody's question waits longer for storage that hangs: that says nothing about the state.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(1);

    private DateTimeOffset _verifiedAt = clock.GetUtcNow();

    /// <summary>Looks at storage if that was long ago.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another activation has written; this one is given up, and the next call finds the new state.</exception>
    public async Task SettleAsync<TState>(CommittedState<TState> state, CancellationToken cancellationToken)
        where TState : class
    {
        var now = clock.GetUtcNow();
        if ((now - _verifiedAt).Duration() < age)
        {
            return;
        }

        _verifiedAt = now;
        try
        {
            await state.VerifyAsync(cancellationToken).WaitAsync(Deadline, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Answered with what is known, and looked at again after a while.
        }
    }
}
