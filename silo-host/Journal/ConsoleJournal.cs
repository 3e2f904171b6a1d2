using System.Threading.Channels;
using Autoscaler.Contracts.Journal;
using Autoscaler.Grains.Journal;
using Microsoft.Extensions.Hosting;

namespace Autoscaler.SiloHost.Journal;

/// <summary>
/// Writes what happens, a line each, and counts it. Grains call from within their turns, so recording only queues; one loop writes. What comes faster than it can be
/// written is dropped, and how much is said.
/// </summary>
internal sealed class ConsoleJournal : BackgroundService, IFleetJournal
{
    /// <summary>Events that wait to be written.</summary>
    internal const int MaxQueued = 10_000;

    private readonly Channel<FleetEvent> _queue;
    private readonly FleetTally _tally;
    private readonly EventLines _lines;
    private readonly TextWriter _output;
    private long _dropped;
    private long _saidDropped;

    public ConsoleJournal(FleetTally tally, EventLines lines, TextWriter output)
    {
        (_tally, _lines, _output) = (tally, lines, output);
        _queue = Channel.CreateBounded<FleetEvent>(
            new BoundedChannelOptions(MaxQueued) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true },
            _ => Interlocked.Increment(ref _dropped));
    }

    public void Record(FleetEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (!_queue.Writer.TryWrite(happened))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // What is queued is still written; the loop ends with the queue.
        _queue.Writer.TryComplete();
        if (ExecuteTask is { } loop)
        {
            await loop.WaitAsync(cancellationToken);
        }

        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (_queue.Reader.TryRead(out var happened))
            {
                _tally.Add(happened);
                foreach (var line in _lines.Of(happened))
                {
                    await _output.WriteLineAsync(line);
                }
            }

            await SayDroppedAsync();
            await _output.FlushAsync(CancellationToken.None);
        }

        await SayDroppedAsync();
    }

    private async Task SayDroppedAsync()
    {
        var dropped = Interlocked.Read(ref _dropped);
        if (dropped > _saidDropped)
        {
            await _output.WriteLineAsync($"{dropped - _saidDropped} events were dropped: they came faster than they could be written; the summary lacks them.");
            _saidDropped = dropped;
        }
    }
}
