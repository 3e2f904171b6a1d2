using Autoscaler.Cloud.Simulated.Snapshots;

namespace Autoscaler.Cloud.Simulated.Tests.Snapshots;

/// <summary>Figures of the provider: 1,024 over the size in GiB an hour, at most 10, in a bucket that begins empty.</summary>
public sealed class FastRestoreCreditsTests
{
    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(100, 10)]
    [InlineData(128, 8)]
    [InlineData(512, 2)]
    [InlineData(2048, 1)]
    public void TryTake_AfterADay_GivesWhatTheBucketHolds(int gibibytes, int expected)
    {
        var credits = new FastRestoreCredits(new ByteCount(gibibytes * (1L << 30)), From);

        Assert.Equal(expected, Enumerable.Range(0, 20).Count(_ => credits.TryTake(From.AddDays(1))));
    }

    [Fact]
    public void TryTake_BeforeTheFirstCreditFilled_IsRefused()
    {
        var credits = new FastRestoreCredits(new ByteCount(100L << 30), From);

        Assert.False(credits.TryTake(From.AddMinutes(-1)));
        Assert.False(credits.TryTake(From));
        Assert.False(credits.TryTake(From.AddMinutes(5.9)));
        Assert.True(credits.TryTake(From.AddMinutes(6.1)));
        Assert.False(credits.TryTake(From.AddMinutes(7)));
        Assert.True(credits.TryTake(From.AddMinutes(12.1)));
    }
}
