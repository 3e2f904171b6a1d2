using System.Net.ServerSentEvents;
using System.Text.Json;
using Autoscaler.Cli.Conventions;

namespace Autoscaler.Cli.Server;

/// <summary>Takes events from a server as they come. A stream that breaks is opened again behind the last event that came, so that none is missed.</summary>
/// <param name="client">The server.</param>
/// <param name="console">Is told when the stream breaks, and when it is back.</param>
/// <param name="path">The stream.</param>
/// <param name="time">The clock.</param>
internal sealed class EventFollower(ApiClient client, CliConsole console, string path, TimeProvider time)
{
    /// <summary>The last event, where none was seen: the stream begins with the first.</summary>
    public const string Beginning = "0";

    private const string Gap = "gap";

    // Between two tries to get a lost stream back.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // A connection that died without a word looks like a quiet one. It is given up after this long, whatever it is; what comes next misses nothing.
    private static readonly TimeSpan Renewal = TimeSpan.FromMinutes(2);

    private string _lastId = Beginning;

    /// <summary>Runs until it is cancelled.</summary>
    /// <param name="lastId">The last event that was seen, or <see cref="Beginning"/>.</param>
    /// <param name="take">Gets each event's JSON.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ProblemException">The server refuses for good.</exception>
    public async Task RunAsync(string lastId, Action<string> take, CancellationToken cancellationToken)
    {
        _lastId = lastId;
        var isBroken = false;
        while (true)
        {
            try
            {
                using var response = await client.OpenStreamAsync(path, _lastId, cancellationToken);
                if (isBroken)
                {
                    console.Error.WriteLine("The stream is back.");
                }

                isBroken = false;
                await ReadAsync(response, take, cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && IsPassing(e))
            {
                if (!isBroken)
                {
                    console.Error.WriteLine($"The stream broke: {e.Message}\nIt goes on behind the last event as soon as the server answers.");
                }

                isBroken = true;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task ReadAsync(HttpResponseMessage response, Action<string> take, CancellationToken cancellationToken)
    {
        using var renewal = new CancellationTokenSource(Renewal, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, renewal.Token);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
            await foreach (var item in SseParser.Create(stream).EnumerateAsync(either.Token))
            {
                if (item.EventType != Gap)
                {
                    take(item.Data);
                }
                else if (_lastId != Beginning)
                {
                    // Whoever has seen nothing yet misses nothing.
                    console.Error.WriteLine($"Events are not kept any more: {item.Data}");
                }

                _lastId = item.EventId ?? _lastId;
            }
        }
        catch (OperationCanceledException) when (renewal.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The next one begins where this one ends.
        }
    }

    private static bool IsPassing(Exception e) => e is IOException or HttpRequestException or JsonException or ProblemException { Problem.IsPassing: true };
}
