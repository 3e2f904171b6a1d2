namespace Autoscaler.Decisions.Caching;

/// <summary>Something that takes room.</summary>
/// <param name="Content">What it is.</param>
/// <param name="Size">The room that it takes.</param>
/// <param name="LastUsedAt">When it was last used, UTC.</param>
/// <param name="IsNeeded">Whether it must stay.</param>
public readonly record struct RoomTaker(ImageDigest Content, ByteCount Size, DateTimeOffset LastUsedAt, bool IsNeeded);

/// <summary>Makes room under a byte limit: what was used longest ago goes first, and what is needed never.</summary>
public static class LeastRecentlyUsed
{
    /// <summary>What must go for <paramref name="incoming"/> to fit.</summary>
    /// <param name="present">What is there, in any order.</param>
    /// <param name="incoming">The room that is wanted; zero to come back under the limit.</param>
    /// <param name="limit">The most that all may take together.</param>
    /// <returns>What goes, first to last; null where even all of it would not make the room, and nothing should go.</returns>
    public static ImmutableArray<ImageDigest>? MakeRoom(IEnumerable<RoomTaker> present, ByteCount incoming, ByteCount limit)
    {
        ArgumentNullException.ThrowIfNull(present);
        var all = present.ToArray();
        var over = all.Sum(static taker => taker.Size.Value) + incoming.Value - limit.Value;
        var victims = ImmutableArray.CreateBuilder<ImageDigest>();
        foreach (var taker in all.Where(static taker => !taker.IsNeeded).OrderBy(static taker => taker.LastUsedAt).ThenBy(static taker => taker.Content))
        {
            if (over <= 0)
            {
                break;
            }

            victims.Add(taker.Content);
            over -= taker.Size.Value;
        }

        return over <= 0 ? victims.ToImmutable() : null;
    }
}
