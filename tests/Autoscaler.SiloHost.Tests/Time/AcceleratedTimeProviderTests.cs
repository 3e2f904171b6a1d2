using Autoscaler.SiloHost.Tests.Kit;
using Autoscaler.SiloHost.Time;

namespace Autoscaler.SiloHost.Tests.Time;

public sealed class AcceleratedTimeProviderTests
{
    private static readonly DateTimeOffset RealStart = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Start = new(2030, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualTime _real = new(RealStart);

    [Fact]
    public void GetUtcNow_ARealSecond_IsSoManySimulatedOnes()
    {
        var clock = new AcceleratedTimeProvider(_real, 30, Start);
        _real.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(Start.AddSeconds(60), clock.GetUtcNow());
    }

    [Fact]
    public void GetElapsedTime_BetweenTimestamps_IsSimulated()
    {
        var clock = new AcceleratedTimeProvider(_real, 3600, Start);
        _real.Advance(TimeSpan.FromMilliseconds(7));
        var from = clock.GetTimestamp();
        _real.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(TimeSpan.FromHours(1), clock.GetElapsedTime(from));
    }

    [Theory]
    [InlineData(1, 1_500)]
    [InlineData(30, 50)]
    public void CreateTimer_DueTime_PassesFasterByTheSpeed(double speed, int realMilliseconds)
    {
        var clock = new AcceleratedTimeProvider(_real, speed, Start);
        var fired = 0;
        using var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1.5), Timeout.InfiniteTimeSpan);

        _real.Advance(TimeSpan.FromMilliseconds(realMilliseconds - 1));
        Assert.Equal(0, fired);
        _real.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, fired);
        _real.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, fired);
    }

    [Fact]
    public void CreateTimer_PeriodBelowARealMillisecond_StaysAPeriod()
    {
        var clock = new AcceleratedTimeProvider(_real, 3600, Start);
        var fired = 0;
        using var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromMilliseconds(25), TimeSpan.FromMilliseconds(25));

        _real.Advance(TimeSpan.FromMilliseconds(5));

        Assert.Equal(5, fired);
    }

    [Fact]
    public void CreateTimer_AnyDueTime_NeverFiresEarly()
    {
        var clock = new AcceleratedTimeProvider(_real, 7, Start);
        for (var due = 1; due < 100; due++)
        {
            var armedAt = clock.GetUtcNow();
            DateTimeOffset? firedAt = null;
            using var timer = clock.CreateTimer(_ => firedAt = clock.GetUtcNow(), null, TimeSpan.FromMilliseconds(due), Timeout.InfiniteTimeSpan);
            _real.Advance(TimeSpan.FromSeconds(1));

            Assert.NotNull(firedAt);
            Assert.True(firedAt - armedAt >= TimeSpan.FromMilliseconds(due), $"Due after {due} ms, fired after {firedAt - armedAt}.");
        }
    }

    [Fact]
    public void Change_OfATimer_IsSimulatedToo()
    {
        var clock = new AcceleratedTimeProvider(_real, 10, Start);
        var fired = 0;
        using var timer = clock.CreateTimer(_ => fired++, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _real.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, fired);

        timer.Change(TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        _real.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, fired);
    }
}
