using System.Net;
using System.Text.Json.Nodes;

namespace Autoscaler.Api.Tests.Kit;

/// <summary>A stream of events as somebody reads it, comments too.</summary>
internal sealed class OpenStream : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;

    private OpenStream(HttpResponseMessage response, StreamReader reader) => (_response, _reader) = (response, reader);

    public HttpStatusCode Status => _response.StatusCode;

    public static async Task<OpenStream> OpenAsync(HttpResponseMessage response) => new(response, new StreamReader(await response.Content.ReadAsStreamAsync()));

    /// <summary>Reads the answer of a stream that was refused.</summary>
    public async Task<Answer> ReadAnswerAsync() => await Answer.ReadAsync(_response, await _reader.ReadToEndAsync());

    /// <summary>Reads the next block: its lines; null where the stream has ended.</summary>
    public async Task<Block?> ReadAsync()
    {
        var block = new Block(null, null, null, null);
        var isEmpty = true;
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        while (await _reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Length == 0)
            {
                return block;
            }

            isEmpty = false;
            block = line.Split(": ", 2) switch
            {
                ["", var comment] => block with { Comment = comment },
                ["id", var id] => block with { Id = id },
                ["event", var kind] => block with { Kind = kind },
                ["data", var data] => block with { Json = JsonNode.Parse(data) },
                _ => throw new FormatException($"Expected a line of a stream of events; found '{line}'."),
            };
        }

        return isEmpty ? null : throw new FormatException("Expected a whole block; found the end of the stream in one.");
    }

    /// <summary>Reads until a block is as it is wanted.</summary>
    public async Task<Block> ReadUntilAsync(Func<Block, bool> wanted)
    {
        while (await ReadAsync() is { } block)
        {
            if (wanted(block))
            {
                return block;
            }
        }

        throw new InvalidOperationException("Expected another block; found the end of the stream.");
    }

    public ValueTask DisposeAsync()
    {
        _response.Dispose();
        _reader.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>A block of a stream of events.</summary>
internal sealed record Block(string? Comment, string? Id, string? Kind, JsonNode? Json)
{
    public long Number => long.Parse(Id!, System.Globalization.CultureInfo.InvariantCulture);
}
