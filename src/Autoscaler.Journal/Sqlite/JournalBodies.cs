using System.Text.Json;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Journal;
using Autoscaler.Grains.Storage;

namespace Autoscaler.Journal.Sqlite;

/// <summary>Events and changes as bytes: as grains' state is stored, one byte that names the format, and JSON in that format.</summary>
internal static class JournalBodies
{
    private static readonly VersionedStateSerializer Serializer = new(StateFormat.BrotliJson);

    /// <summary>An event as bytes.</summary>
    public static byte[] Write(FleetEvent happened) => Serializer.Serialize(happened).ToArray();

    /// <summary>A change as bytes, without its number, which its row has.</summary>
    public static byte[] Write(ChangeRecord change) => Serializer.Serialize(change with { Number = 0 }).ToArray();

    /// <summary>Reads an event.</summary>
    /// <returns>Null where this release cannot read it: a later one wrote it, of a kind or in a way that there was not yet.</returns>
    public static FleetEvent? TryReadEvent(byte[] body) => TryRead<FleetEvent>(body);

    /// <summary>Reads a change.</summary>
    /// <returns>Null where this release cannot read it.</returns>
    public static ChangeRecord? TryReadChange(NumberedRow row) => TryRead<ChangeRecord>(row.Body) is { } change ? change with { Number = row.Number } : null;

    private static T? TryRead<T>(byte[] body)
        where T : class
    {
        try
        {
            return Serializer.Deserialize<T>(new BinaryData(body));
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }
}
