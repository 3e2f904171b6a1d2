using Autoscaler.Contracts.History;

namespace Autoscaler.Api.Streams;

/// <summary>Kinds of events as callers name them.</summary>
internal static class EventKindWords
{
    private static readonly ImmutableArray<(string Word, EventKinds Kind)> All =
    [
        ("decision", EventKinds.Decision), ("hold", EventKinds.Hold), ("slot", EventKinds.Slot), ("copy", EventKinds.Copy), ("cache", EventKinds.Cache),
        ("capacity", EventKinds.Capacity), ("endpoint", EventKinds.Endpoint),
    ];

    /// <summary>All words, for messages.</summary>
    public static string List { get; } = string.Join(", ", All.Select(static one => one.Word));

    /// <summary>Reads words with commas between them.</summary>
    public static bool TryParse(string text, out EventKinds kinds)
    {
        kinds = EventKinds.None;
        foreach (var word in text.Split(','))
        {
            var kind = All.FirstOrDefault(one => one.Word == word).Kind;
            if (kind == EventKinds.None)
            {
                return false;
            }

            kinds |= kind;
        }

        return true;
    }

    /// <summary>The word of one kind.</summary>
    public static string Of(EventKinds kind) => All.First(one => one.Kind == kind).Word;
}
