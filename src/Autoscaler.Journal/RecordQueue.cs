using System.Threading.Channels;

namespace Autoscaler.Journal;

/// <summary>Records that wait to be written, at most so many. A batch that was taken stays the next one until it is written, so that none is lost to a store that fails.</summary>
/// <param name="kind">What they are, for metrics.</param>
/// <param name="capacity">Most records that wait.</param>
/// <param name="maxBatch">Most records of a batch.</param>
/// <param name="instruments">Counts them.</param>
internal sealed class RecordQueue<T>(string kind, int capacity, int maxBatch, JournalInstruments instruments)
{
    private readonly Channel<T> _waiting = Channel.CreateBounded<T>(new BoundedChannelOptions(capacity) { SingleReader = true });
    private ImmutableArray<T> _batch = [];
    private long _dropped;

    public int Count => _waiting.Reader.Count + _batch.Length;

    public long DroppedCount => Interlocked.Read(ref _dropped);

    /// <summary>Takes a record, or drops it when too many wait or the queue is closed.</summary>
    public void Add(in T record)
    {
        if (!_waiting.Writer.TryWrite(record))
        {
            Interlocked.Increment(ref _dropped);
            instruments.OnDropped(kind, 1);
        }
    }

    /// <summary>The batch to write; empty when nothing waits.</summary>
    public ImmutableArray<T> Batch()
    {
        if (_batch.IsEmpty && _waiting.Reader.TryRead(out var first))
        {
            var batch = ImmutableArray.CreateBuilder<T>(Math.Min(maxBatch, 1 + _waiting.Reader.Count));
            batch.Add(first);
            while (batch.Count < maxBatch && _waiting.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            _batch = batch.DrainToImmutable();
        }

        return _batch;
    }

    /// <summary>The batch is written.</summary>
    public void OnWritten()
    {
        instruments.OnWritten(kind, _batch.Length);
        _batch = [];
    }

    /// <summary>Takes no more.</summary>
    public void Close() => _waiting.Writer.TryComplete();

    /// <summary>Drops what waits.</summary>
    public void DropAll()
    {
        var lost = _batch.Length;
        _batch = [];
        while (_waiting.Reader.TryRead(out _))
        {
            lost++;
        }

        Interlocked.Add(ref _dropped, lost);
        instruments.OnDropped(kind, lost);
    }
}
