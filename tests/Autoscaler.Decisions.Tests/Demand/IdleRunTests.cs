using Autoscaler.Decisions.Demand;

namespace Autoscaler.Decisions.Tests.Demand;

public sealed class IdleRunTests
{
    // Each sign a period: 0 idle, 1 used, . unknown.
    [Theory]
    [InlineData("", 0)]
    [InlineData("0", 1)]
    [InlineData("1", 0)]
    [InlineData("000", 3)]
    [InlineData("0001", 0)]
    [InlineData("10000", 4)]
    [InlineData("00.00", 2)]
    [InlineData("00.", 2)]
    [InlineData("1.00", 2)]
    public void With_PeriodsInOrder_CountsTheLatestInARow(string periods, long expected) => Assert.Equal(expected, Of(periods).Periods);

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(360)]
    public void With_LongRun_IsCountedWhole(int length)
    {
        Assert.Equal(length, Of(new string('0', length)).Periods);
        Assert.Equal(length, Of("1" + new string('0', length)).Periods);
        Assert.Equal(length, Of("00." + new string('0', length)).Periods);
        Assert.Equal(0, Of(new string('0', length) + "1").Periods);
    }

    [Fact]
    public void With_LatePeriod_ClosesTheGap_OrOpensOne()
    {
        var run = Of("00.00");

        Assert.Equal(5, run.With(1000 + 2, isIdle: true).Periods);
        Assert.Equal(2, run.With(1000 + 2, isIdle: false).Periods);
    }

    [Fact]
    public void With_UsedPeriodThatComesVeryLate_EndsTheRunThere()
    {
        var run = Of(new string('0', 200));

        Assert.Equal(99, run.With(1000 + 100, isIdle: false).Periods);
        Assert.Equal(200, run.With(1000 + 100, isIdle: true).Periods);
        Assert.Equal(200, run.With(1000 - 5, isIdle: false).Periods);
    }

    [Fact]
    public void With_AnyPeriodsInAnyOrder_NeverCountsMoreThanIsKnown()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var known = new Dictionary<long, bool>();
            var run = default(IdleRun);
            var newest = 1000L;
            var used = random.NextDouble() * 0.05;
            for (var step = 0; step < 400; step++)
            {
                newest += random.Next(20) == 0 ? random.Next(0, 90) : random.Next(0, 2);
                var period = random.Next(3) == 0 ? newest - random.Next(0, 80) : newest;
                var isIdle = known.TryGetValue(period, out var told) ? told : random.NextDouble() >= used;
                known[period] = isIdle;
                run = run.With(period, isIdle);

                var top = known.Keys.Max();
                var expected = 0L;
                while (known.TryGetValue(top - expected, out var idle) && idle)
                {
                    expected++;
                }

                Assert.True(run.Periods <= expected, $"seed {seed}, step {step}: {run.Periods} periods, of which {expected} are known");
                Assert.True(run.Periods >= Math.Min(expected, 63), $"seed {seed}, step {step}: {run.Periods} periods where {expected} are known");
            }
        }
    }

    private static IdleRun Of(string periods)
    {
        var run = default(IdleRun);
        for (var i = 0; i < periods.Length; i++)
        {
            run = periods[i] == '.' ? run : run.With(1000 + i, periods[i] == '0');
        }

        return run;
    }
}
