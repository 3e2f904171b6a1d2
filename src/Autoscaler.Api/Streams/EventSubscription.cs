using System.Threading.Channels;
using Autoscaler.Contracts.History;

namespace Autoscaler.Api.Streams;

/// <summary>One who listens, and the events that wait for it. Who is too far behind is told no more, and reads on from the journal.</summary>
internal sealed class EventSubscription(HistoryScope scope, EventKinds kinds, int capacity, Action<EventSubscription> leave) : IDisposable
{
    private readonly TaskCompletionSource _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<EventFrame> _waiting = Channel.CreateBounded<EventFrame>(new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = true });

    /// <summary>Ends when every event that is written down from then on will come here.</summary>
    public Task Joined => _joined.Task;

    /// <summary>The events; complete where it was told no more.</summary>
    public ChannelReader<EventFrame> Reader => _waiting.Reader;

    /// <summary>Says that what is written down from now on will come.</summary>
    public void Join() => _joined.TrySetResult();

    /// <summary>Tells an event, if it is one of those that were asked for.</summary>
    public void Tell(EventFrame frame)
    {
        if ((kinds & frame.Kind) != 0 && scope.Contains(frame.Entry.Event.Endpoint) && !_waiting.Writer.TryWrite(frame))
        {
            _waiting.Writer.TryComplete();
        }
    }

    public void Dispose() => leave(this);
}
