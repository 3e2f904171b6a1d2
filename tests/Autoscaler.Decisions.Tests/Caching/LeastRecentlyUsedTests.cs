using Autoscaler.Decisions.Caching;

namespace Autoscaler.Decisions.Tests.Caching;

public sealed class LeastRecentlyUsedTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RoomTaker[] Present = [Taker("a", 4, 1), Taker("b", 2, 3), Taker("c", 3, 2, isNeeded: true), Taker("d", 1, 0)];

    [Theory]
    [InlineData(0, 10, "")]
    [InlineData(1, 10, "b")]
    [InlineData(3, 10, "b,a")]
    [InlineData(7, 10, "b,a,d")]
    public void MakeRoom_TakesWhatWasUsedLongestAgo_AndNoMore(int incoming, int limit, string expected) => Assert.Equal(
        expected, string.Join(',', LeastRecentlyUsed.MakeRoom(Present, new ByteCount(incoming), new ByteCount(limit))!.Value.Select(content => content.Value)));

    [Theory]
    [InlineData(8, 10)]
    [InlineData(0, 2)]
    public void MakeRoom_WhereAllOfItWouldNotDo_TakesNothing(int incoming, int limit) =>
        Assert.Null(LeastRecentlyUsed.MakeRoom(Present, new ByteCount(incoming), new ByteCount(limit)));

    private static RoomTaker Taker(string content, long size, int hoursAgo, bool isNeeded = false) => new(new ImageDigest(content), new ByteCount(size), Now.AddHours(-hoursAgo), isNeeded);
}
