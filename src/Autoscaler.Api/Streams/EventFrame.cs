using System.Text;
using System.Text.Json;
using Autoscaler.Contracts.History;
using Autoscaler.Documents;

namespace Autoscaler.Api.Streams;

/// <summary>An event as streams send it, made once for all that listen.</summary>
internal sealed class EventFrame
{
    private readonly Lazy<byte[]> _text;

    public EventFrame(JournalEntry entry)
    {
        Entry = entry;
        Kind = entry.Event.KindOf();
        _text = new Lazy<byte[]>(() => Write(entry.Number, EventKindWords.Of(Kind), entry));
    }

    public JournalEntry Entry { get; }

    public EventKinds Kind { get; }

    public ReadOnlyMemory<byte> Text => _text.Value;

    /// <summary>A frame's text: JSON has no line ends in it.</summary>
    public static byte[] Write<T>(long id, string kind, T data) => Encoding.UTF8.GetBytes($"id: {id}\nevent: {kind}\ndata: {JsonSerializer.Serialize(data, AutoscalerJson.Options)}\n\n");
}
