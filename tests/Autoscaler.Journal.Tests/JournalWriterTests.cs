using System.Diagnostics.Metrics;
using Autoscaler.Journal.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Autoscaler.Journal.Tests;

public sealed class JournalWriterTests : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    private readonly ManualTime _time = new();
    private readonly StubStore _store = new();
    private readonly SaidLines<JournalWriter> _said = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly JournalWriter _writer;

    public JournalWriterTests()
    {
        var options = Options.Create(new JournalOptions { MaxQueuedEvents = 1_200, MaxQueuedPoints = 100 });
        _writer = new JournalWriter(_store, options, _time, new JournalInstruments(_services.GetRequiredService<IMeterFactory>()), _said);
    }

    [Fact]
    public async Task Record_WithinAPeriod_IsOneBatch()
    {
        await StartAsync();
        var events = Sample.OfEachKind(Sample.Chat);
        foreach (var happened in events)
        {
            _writer.Record(happened);
        }

        _writer.RecordDemand(Sample.Chat, Sample.Llm, Sample.Row(Sample.Chat, Sample.At, 1).Point);
        Assert.False(_store.HasEvents);
        _time.Advance(Period);

        Assert.Equal(events.AsEnumerable(), await _store.NextEventsAsync());
        Assert.Equal([Sample.Row(Sample.Chat, Sample.At, 1)], (await _store.NextDemandAsync()).AsEnumerable());
    }

    [Fact]
    public async Task Record_ManyInAPeriod_ComesInBatchesThatAreBounded()
    {
        await StartAsync();
        Record(1_200);
        _time.Advance(Period);

        Assert.Equal(500, (await _store.NextEventsAsync()).Length);
        Assert.Equal(500, (await _store.NextEventsAsync()).Length);
        Assert.Equal(200, (await _store.NextEventsAsync()).Length);
    }

    [Fact]
    public async Task Record_MoreThanMayWait_IsDroppedCountedAndSaid()
    {
        Record(1_207);
        for (var i = 0; i < 103; i++)
        {
            _writer.RecordDemand(Sample.Chat, Sample.Llm, default);
        }

        Assert.Equal((7, 3, 1_200, 100), (_writer.Health.DroppedEvents, _writer.Health.DroppedPoints, _writer.Health.QueuedEvents, _writer.Health.QueuedPoints));
        await StartAsync();
        _time.Advance(Period);
        Assert.Equal("Warning: The journal came to more than could be written: 7 events and 3 points of demand were dropped since the start.", await _said.NextAsync());
    }

    [Fact]
    public async Task StoreThatFails_IsTriedAgainEverMoreSeldom_AndNothingIsLost()
    {
        var tries = 0;
        _store.OnWrite = () => tries++ < 2 ? throw new IOException("The disk is full.") : Task.CompletedTask;
        await StartAsync();
        Record(3);
        _time.Advance(Period);
        Assert.Equal("Warning: The journal's store fails; it is tried again, and what happens meanwhile waits. The disk is full.", await _said.NextAsync());
        Assert.Equal(("The disk is full.", Sample.At + Period, 3), (_writer.Health.Error, _writer.Health.FailingSince, _writer.Health.QueuedEvents));

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Debug: The journal's store still fails; the next try is in 2 s. The disk is full.", await _said.NextAsync());
        Record(2);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(3, (await _store.NextEventsAsync()).Length);
        Assert.Equal(2, (await _store.NextEventsAsync()).Length);
        Assert.Equal("Information: The journal's store is well again after 3 s.", await _said.NextAsync());
        Assert.Equal(4, tries);
        Assert.Null(_writer.Health.FailingSince);
        Assert.Equal(0, _writer.Health.DroppedEvents);
    }

    [Fact]
    public async Task StopAsync_WhatWaits_IsWrittenFirst()
    {
        await StartAsync();
        Record(700);

        await _writer.StopAsync(CancellationToken.None);

        Assert.Equal(500, (await _store.NextEventsAsync()).Length);
        Assert.Equal(200, (await _store.NextEventsAsync()).Length);
        Assert.True(_said.IsSilent);
        _writer.Record(Sample.Changed(Sample.Chat));
        Assert.Equal(1, _writer.Health.DroppedEvents);
    }

    [Fact]
    public async Task StopAsync_StoreThatHangs_EndsInTimeAndSaysWhatIsLost()
    {
        _store.OnWrite = Armed(() => new TaskCompletionSource().Task, out var hangs);
        await StartAsync();
        Record(5);

        var stopped = _writer.StopAsync(CancellationToken.None);
        await hangs;
        _time.Advance(TimeSpan.FromSeconds(5));
        await stopped.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal("Error: The journal could not be written to its end in time: 5 events and points of demand are lost.", await _said.NextAsync());
        Assert.Equal(5, _writer.Health.DroppedEvents);
    }

    public async ValueTask DisposeAsync()
    {
        _store.OnWrite = static () => Task.CompletedTask;
        await _writer.StopAsync(new CancellationToken(canceled: true));
        _writer.Dispose();
        await _services.DisposeAsync();
    }

    private async Task StartAsync()
    {
        var made = _time.TimerMadeAsync();
        await _writer.StartAsync(CancellationToken.None);
        await made;
    }

    private void Record(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _writer.Record(Sample.Changed(Sample.Chat));
        }
    }

    private static Func<Task> Armed(Func<Task> inner, out Task begun)
    {
        var begins = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        begun = begins.Task;
        return () =>
        {
            begins.TrySetResult();
            return inner();
        };
    }
}
