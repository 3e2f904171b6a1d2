using System.Threading.Channels;
using Autoscaler.Dashboard.Live;

namespace Autoscaler.Dashboard.Tests.Live;

public sealed class FeedTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Channel<Func<string>> _answers = Channel.CreateUnbounded<Func<string>>();
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _reads;

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    [Fact]
    public async Task Watch_ByMany_IsReadOnceForAllAndEachIsTold()
    {
        var feed = Create();
        var told = new[] { new Told(), new Told() };
        using var one = feed.Watch(told[0].Tell);
        using var other = feed.Watch(told[1].Tell);
        Answer("a");
        await Task.WhenAll(told.Select(static one => one.NextAsync()));
        Assert.Equal(("a", 1), (feed.Current.Value, _reads));
    }

    [Fact]
    public async Task Hurry_WhatIsReadIsTheSame_TellsNobody()
    {
        var feed = Create();
        var told = new Told();
        using var watching = feed.Watch(told.Tell);
        Answer("a");
        await told.NextAsync();
        Answer("a");
        Answer("b");
        feed.Hurry();
        await told.NextAsync();
        Assert.Equal(("b", 3, 2), (feed.Current.Value, _reads, told.Times));
    }

    [Fact]
    public async Task Read_ThatFails_KeepsWhatWasKnownAndSaysSo()
    {
        var feed = Create();
        var told = new Told();
        using var watching = feed.Watch(told.Tell);
        Answer("a");
        await told.NextAsync();
        _answers.Writer.TryWrite(static () => throw new TimeoutException());
        feed.Hurry();
        await told.NextAsync();
        Assert.Equal("a", feed.Current.Value);
        Assert.IsType<TimeoutException>(feed.Current.Failure);
        Assert.NotNull(feed.Current.FailingSince);
        Answer("a");
        feed.Hurry();
        await told.NextAsync();
        Assert.Null(feed.Current.Failure);
    }

    private Feed<string> Create() => new(
        async cancellationToken =>
        {
            var answer = await _answers.Reader.ReadAsync(cancellationToken);
            Interlocked.Increment(ref _reads);
            return answer();
        },
        static (_, _) => Task.FromResult<IAsyncDisposable?>(null), TimeSpan.FromMilliseconds(50), TimeProvider.System, _ended.SetResult, _stopping.Token);

    private void Answer(string value) => _answers.Writer.TryWrite(() => value);

    private sealed class Told
    {
        private readonly Channel<int> _times = Channel.CreateUnbounded<int>();

        public int Times { get; private set; }

        public void Tell()
        {
            Times++;
            _times.Writer.TryWrite(Times);
        }

        public async Task NextAsync() => await _times.Reader.ReadAsync().AsTask().WaitAsync(Patience, TimeProvider.System);
    }
}
