using Autoscaler.Grains.Storage;
using Orleans.Storage;
using Orleans.SingleProcess.Simulation;

namespace Autoscaler.Grains.Tests.Storage;

public sealed class CommittedStateTests : IDisposable
{
    private readonly HandStorage _storage = new();
    private int _givenUp;

    [Fact]
    public async Task UpdateAsync_IsCurrentOnceItIsWritten()
    {
        var state = Make();

        var update = state.UpdateAsync(text => text + "a", default);

        Assert.Equal("", state.Current);
        _storage.End();
        Assert.True(await update);
        Assert.Equal("a", state.Current);
    }

    [Fact]
    public async Task UpdateAsync_SameStateOrNull_WritesNothing()
    {
        var state = Make();

        Assert.False(await state.UpdateAsync(static _ => null, default));
        Assert.False(await state.UpdateAsync(static text => text, default));

        Assert.Empty(_storage.Written);
    }

    [Fact]
    public void UpdateAsync_Interleaved_WritesOneAfterTheOther_EachFromWhatTheOneBeforeWrote() => InTurns(async () =>
    {
        var state = Make();
        var updates = "abcd".Select(letter => state.UpdateAsync(text => text + letter, default)).ToArray();
        Assert.Single(_storage.Written);

        for (var i = 0; i < updates.Length; i++)
        {
            await _storage.BegunAsync();
            _storage.End();
        }

        await Task.WhenAll(updates);
        Assert.Equal(4, _storage.Written.Count);
        Assert.Equal("abcd", string.Concat(state.Current.Order()));
        Assert.All(_storage.Written.Zip(_storage.Written.Skip(1)), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
    });

    [Fact]
    public void UpdateAsync_WriteFails_GivesUpAndThrowsFromThenOn() => InTurns(async () =>
    {
        var state = Make();
        var first = state.UpdateAsync(static text => text + "a", default);
        var second = state.UpdateAsync(static text => text + "b", default);

        _storage.Fail(new InvalidOperationException("no"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => first);
        await Assert.ThrowsAsync<InvalidOperationException>(() => second);
        await Assert.ThrowsAsync<InvalidOperationException>(() => state.UpdateAsync(static text => text + "c", default));
        Assert.Equal("", state.Current);
        Assert.Equal(1, _givenUp);
        Assert.Single(_storage.Written);
    });

    [Fact]
    public async Task UpdateAsync_ChangeThrows_LeavesTheStateUsable()
    {
        var state = Make();

        await Assert.ThrowsAsync<FormatException>(() => state.UpdateAsync(static _ => throw new FormatException(), default));
        var update = state.UpdateAsync(static text => text + "a", default);
        _storage.End();

        Assert.True(await update);
        Assert.Equal(0, _givenUp);
    }

    public void Dispose() => _storage.Dispose();

    [Fact]
    public void VerifyAsync_NobodyElseWrote_LeavesTheActivation() => InTurns(async () =>
    {
        await Make().VerifyAsync(CancellationToken.None);

        Assert.Equal(0, _givenUp);
    });

    [Fact]
    public void VerifyAsync_AnotherActivationWrote_GivesUpAndWritesNoMore() => InTurns(async () =>
    {
        var state = Make();
        _storage.StoredEtag = "another's";

        await Assert.ThrowsAsync<InconsistentStateException>(() => state.VerifyAsync(CancellationToken.None));
        await Assert.ThrowsAsync<InconsistentStateException>(() => state.UpdateAsync(_ => "mine", CancellationToken.None));

        Assert.Equal(1, _givenUp);
        Assert.Empty(_storage.Written);
    });

    [Fact]
    public void GiveUpIfBehind_SomebodySawANewerState_GivesUpOnce() => InTurns(async () =>
    {
        var state = Make();
        state.GiveUpIfBehind(known: 3, own: 3);
        Assert.Equal(0, _givenUp);

        state.GiveUpIfBehind(known: 4, own: 3);
        state.GiveUpIfBehind(known: 4, own: 3);

        Assert.Equal(1, _givenUp);
        await Assert.ThrowsAsync<InconsistentStateException>(() => state.UpdateAsync(_ => "mine", CancellationToken.None));
    });

    // One thread, as in a grain.
    private static void InTurns(Func<Task> test)
    {
        using var host = new SimulatedHost(1, DateTimeOffset.UnixEpoch, static _ => { });
        host.Run(test);
    }

    private CommittedState<string> Make() => new(_storage, () => _givenUp++);

    /// <summary>Writes end when the test says so.</summary>
    private sealed class HandStorage : IPersistentState<string>, IDisposable
    {
        private readonly SemaphoreSlim _begun = new(0);
        private TaskCompletionSource? _write;

        public List<string> Written { get; } = [];

        public string State { get; set; } = "";

        public string? StoredEtag { get; set; }

        public string? Etag { get; private set; }

        public bool RecordExists => true;

        public void Dispose() => _begun.Dispose();

        /// <summary>A further write has begun.</summary>
        public Task BegunAsync() => _begun.WaitAsync();

        public void End() => Take().SetResult();

        public void Fail(Exception fault) => Take().SetException(fault);

        public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

        public Task WriteStateAsync(CancellationToken cancellationToken)
        {
            Written.Add(State);
            var write = _write = new TaskCompletionSource();
            _begun.Release();
            return write.Task;
        }

        public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

        public Task ReadStateAsync(CancellationToken cancellationToken)
        {
            Etag = StoredEtag;
            return Task.CompletedTask;
        }

        public Task ClearStateAsync() => Task.CompletedTask;

        public Task ClearStateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        private TaskCompletionSource Take()
        {
            var write = _write!;
            _write = null;
            return write;
        }
    }
}
