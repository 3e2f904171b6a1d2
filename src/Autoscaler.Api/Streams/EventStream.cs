using System.Text;
using Autoscaler.Api.Calls;
using Autoscaler.Api.Views;
using Autoscaler.Contracts.History;
using Autoscaler.Keys;
using Microsoft.AspNetCore.Http.Features;

namespace Autoscaler.Api.Streams;

/// <summary>
/// One stream. It reads the journal up to now, then follows the tail; when it falls too far behind, it reads the journal again. So no event is missed that is still kept, and
/// no more wait in memory than its buffer holds, however slow the reader is.
/// </summary>
internal sealed class EventStream(ApiCall call, EventTail tail, KeyCheck keys, HistoryScope scope, EventKinds kinds, TimeSpan heartbeat, TimeProvider time)
{
    private const int PageEvents = 200;

    private static readonly byte[] Alive = Encoding.UTF8.GetBytes(": alive\n\n");

    private readonly IHistoryGrain _history = call.History(scope);
    private readonly HttpResponse _response = call.Http.Response;
    private long _position;

    /// <summary>Runs until the token ends it, or the key is not in force any more.</summary>
    public async Task RunAsync(long? after, CancellationToken cancellationToken)
    {
        var now = await _history.GetEventsAsync(new EventQuery { Limit = 1, Kinds = kinds }, cancellationToken);
        Open();
        await BeginAsync(after, now, cancellationToken);
        var isInForce = true;
        while (isInForce)
        {
            using var subscription = tail.Subscribe(scope, kinds);
            await subscription.Joined.WaitAsync(cancellationToken);
            isInForce = await CatchUpAsync(cancellationToken) && await FollowAsync(subscription, cancellationToken);
        }
    }

    private void Open()
    {
        call.Http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        _response.ContentType = MediaTypes.EventStream;
        _response.Headers.CacheControl = "no-store";
        // Proxies that gather answers would hold events back.
        _response.Headers["X-Accel-Buffering"] = "no";
    }

    private async Task BeginAsync(long? after, EventPage now, CancellationToken cancellationToken)
    {
        _position = after ?? now.Newest;
        if (_position > now.Newest)
        {
            // The number is of another journal.
            await SendGapAsync(new MissedEvents(1, now.Newest), cancellationToken);
        }
        else if (_position < now.Oldest - 1)
        {
            await SendGapAsync(new MissedEvents(_position + 1, now.Oldest - 1), cancellationToken);
        }
        else
        {
            // Whoever leaves before the first event comes back to here.
            await SendAsync(Encoding.UTF8.GetBytes($": open\nid: {_position}\n\n"), cancellationToken);
        }
    }

    private Task SendGapAsync(MissedEvents missed, CancellationToken cancellationToken)
    {
        _position = missed.To;
        return SendAsync(EventFrame.Write(missed.To, "gap", missed), cancellationToken);
    }

    private async Task<bool> CatchUpAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await _history.GetEventsAsync(new EventQuery { After = _position, Limit = PageEvents, Kinds = kinds }, cancellationToken);
            if (!page.Entries.IsEmpty && !await TellAsync(page.Entries.Select(static entry => new EventFrame(entry)), cancellationToken))
            {
                return false;
            }

            if (!page.HasMore)
            {
                return true;
            }
        }
    }

    // True where the subscription told no more and the journal has to be read again.
    private async Task<bool> FollowAsync(EventSubscription subscription, CancellationToken cancellationToken)
    {
        var waiting = subscription.Reader.WaitToReadAsync(cancellationToken).AsTask();
        while (true)
        {
            try
            {
                if (!await waiting.WaitAsync(heartbeat, time, cancellationToken))
                {
                    return true;
                }
            }
            catch (TimeoutException)
            {
                if (!await IsInForceAsync(cancellationToken))
                {
                    return false;
                }

                await SendAsync(Alive, cancellationToken);
                continue;
            }

            if (!await TellAsync(Waiting(subscription), cancellationToken))
            {
                return false;
            }

            waiting = subscription.Reader.WaitToReadAsync(cancellationToken).AsTask();
        }
    }

    private static IEnumerable<EventFrame> Waiting(EventSubscription subscription)
    {
        for (var i = 0; i < PageEvents && subscription.Reader.TryRead(out var frame); i++)
        {
            yield return frame;
        }
    }

    private async Task<bool> TellAsync(IEnumerable<EventFrame> frames, CancellationToken cancellationToken)
    {
        if (!await IsInForceAsync(cancellationToken))
        {
            return false;
        }

        foreach (var frame in frames.Where(frame => frame.Entry.Number > _position))
        {
            await _response.Body.WriteAsync(frame.Text, cancellationToken);
            _position = frame.Entry.Number;
        }

        await _response.Body.FlushAsync(cancellationToken);
        return true;
    }

    private async Task SendAsync(byte[] text, CancellationToken cancellationToken)
    {
        await _response.Body.WriteAsync(text, cancellationToken);
        await _response.Body.FlushAsync(cancellationToken);
    }

    private async ValueTask<bool> IsInForceAsync(CancellationToken cancellationToken) =>
        await keys.FindAsync(call.ApiCaller.Token, cancellationToken) is { } caller && caller.Role == call.Caller.Role && caller.Tenant == call.Caller.Tenant;
}
