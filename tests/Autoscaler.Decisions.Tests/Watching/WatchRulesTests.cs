using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Tests.Specs;
using Autoscaler.Decisions.Watching;

namespace Autoscaler.Decisions.Tests.Watching;

public sealed class WatchRulesTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(10);
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly WatchPolicy Adaptive = new() { IsAdaptive = true, UsdPerThousandQueries = 0.01m };

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Fact]
    public void Defaults_AreAsDocumented_AndOff()
    {
        var policy = new WatchPolicy();

        Assert.Equal((false, 0m, null), (policy.IsAdaptive, policy.UsdPerThousandQueries, policy.BudgetUsdPerMonth));
        Assert.Equal(
            (TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1)),
            (policy.HotFor, policy.IdlePeriod, policy.LongestPeriod, policy.FirstSampleWithin));
        Assert.Empty(policy.Check());
    }

    [Fact]
    public void Check_TellsEveryErrorAtOnce()
    {
        var policy = new WatchPolicy
        {
            HotFor = TimeSpan.Zero, IdlePeriod = TimeSpan.FromMinutes(3), LongestPeriod = TimeSpan.FromMinutes(2), FirstSampleWithin = TimeSpan.FromSeconds(1),
            UsdPerThousandQueries = 2, BudgetUsdPerMonth = 0,
        };

        Assert.Equal<string>(
            [
                "HotFor: expected 00:01:00 to 01:00:00; found 00:00:00.", "LongestPeriod: expected 00:03:00 to 00:05:00; found 00:02:00.",
                "FirstSampleWithin: expected 00:00:10 to 00:05:00; found 00:00:01.", "UsdPerThousandQueries: expected 0 to 1; found 2.",
                "BudgetUsdPerMonth: expected more than 0, or nothing; found 0.",
            ],
            policy.Check());
    }

    [Theory]
    [InlineData(false, 10_000, 300, 1, 10)]
    [InlineData(true, -1, 300, 1, 10)]
    [InlineData(true, 0, 300, 1, 60)]
    [InlineData(true, 1_199, 300, 1, 60)]
    [InlineData(true, 1_200, 300, 1, 120)]
    [InlineData(true, 2_400, 300, 1, 240)]
    [InlineData(true, 100_000, 300, 1, 300)]
    [InlineData(true, 100_000, 60, 1, 60)]
    [InlineData(true, 100_000, null, 1, 60)]
    [InlineData(true, 100_000, 0, 1, 10)]
    [InlineData(true, -1, 60, 2.5, 20)]
    [InlineData(true, -1, 60, 100, 60)]
    [InlineData(true, 0, 300, 3, 180)]
    [InlineData(true, 0, 86_400, 100, 300)]
    [InlineData(false, -1, 60, 100, 10)]
    public void PeriodOf_AnEndpoint_IsByHowLongItIsQuiet_ItsBound_AndTheBudget(bool isAdaptive, int quietSeconds, int? longestSilenceSeconds, double stretch, int expectedSeconds)
    {
        var watch = new Watch(Start, Start);
        TimeSpan? longest = longestSilenceSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

        var period = WatchRules.PeriodOf(Adaptive with { IsAdaptive = isAdaptive }, watch, Tick, longest, stretch, Start.AddSeconds(quietSeconds));

        Assert.Equal(TimeSpan.FromSeconds(expectedSeconds), period);
    }

    [Theory]
    [InlineData(1, 90, 60)]
    [InlineData(1, 600, 300)]
    [InlineData(1, 20, 0)]
    [InlineData(0, 600, 60)]
    [InlineData(0, 60, 30)]
    public void LongestSilenceOf_ASpec_KeepsDemandKnown_AndSeesTheFirstRequestOfWhatHasNoCopy(int minCopies, int holdForSeconds, int expectedSeconds)
    {
        var component = SpecExamples.Component with { MinCopies = minCopies };
        component = component with { Policy = component.Policy with { MissingDemand = new MissingDemandPolicy { HoldFor = TimeSpan.FromSeconds(holdForSeconds) } } };

        Assert.Equal(TimeSpan.FromSeconds(expectedSeconds), WatchRules.LongestSilenceOf(Adaptive, SpecExamples.Valid with { Components = [component] }));
    }

    [Fact]
    public void Asked_WithDemand_IsHotFromNow_AndWithoutStaysAsItWas()
    {
        var watch = Watch.New(Adaptive, Start);
        Assert.Equal(new Watch(Start.AddMinutes(5), null), watch);

        watch = watch.Asked(Adaptive, [], Start);
        Assert.Equal(new Watch(Start.AddMinutes(5), Start), watch);
        watch = watch.Asked(Adaptive, [Demand(Start.AddMinutes(3), 0, 0)], Start.AddMinutes(3.5));
        Assert.Equal(Start.AddMinutes(5), watch.HotUntil);
        watch = watch.Asked(Adaptive, [Demand(Start.AddMinutes(3), 0.1, null)], Start.AddMinutes(4));
        Assert.Equal(Start.AddMinutes(9), watch.HotUntil);
        watch = watch.Asked(Adaptive, [Demand(Start.AddMinutes(4), 0, 2)], Start.AddMinutes(5));
        Assert.Equal(Start.AddMinutes(10), watch.HotUntil);

        // What is long past says nothing of now.
        watch = watch.Asked(Adaptive, [Demand(Start.AddMinutes(4), 9, 2)], Start.AddMinutes(20));
        Assert.Equal(Start.AddMinutes(10), watch.HotUntil);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void IsDue_WhateverHappens_IsNeverLaterThanItsPeriod_NorTwiceWithinHalfOfIt(int seed)
    {
        var random = new Random(seed);
        var (tick, turn) = (TimeSpan.FromSeconds(random.Next(1, 20)), random.Next(1000));
        var (watch, now) = (Watch.New(Adaptive, Start), Start);
        var longest = TimeSpan.FromSeconds(random.Next(0, 400));
        var asks = 0;
        for (var i = 0; i < 3000; i++)
        {
            // Polls come a little late now and then.
            now = Start + (i * tick) + (tick * random.NextDouble() / 4);
            if (random.Next(500) == 0)
            {
                watch = Watch.New(Adaptive, now);
            }

            var period = WatchRules.PeriodOf(Adaptive, watch, tick, longest, 1, now);
            var isDue = WatchRules.IsDue(watch, period, tick, turn, now);
            var where = $"seed {seed}, poll {i}: {watch} with {period} at {now:O}";
            Assert.True(period >= tick && period <= (longest > tick ? longest : tick) && period.Ticks % tick.Ticks == 0, where);
            if (watch.AskedAt is { } asked)
            {
                Assert.True(isDue || now - asked < period, where);
                Assert.True(!isDue || now - asked >= period / 2 || period == tick, where);
            }

            if (isDue)
            {
                asks++;
                watch = watch.Asked(Adaptive, random.Next(200) == 0 ? [Demand(now - tick, 1, null)] : [], now);
            }
        }

        Assert.InRange(asks, 3000 / 400, 3000);
    }

    [Fact]
    public void IsDue_OfManyThatFellQuietTogether_SpreadsThemOverTheirPeriod()
    {
        var watches = Enumerable.Range(0, 600).Select(_ => Watch.New(Adaptive, Start).Asked(Adaptive, [], Start.AddMinutes(5))).ToArray();
        var asked = new List<int>();
        for (var now = Start.AddMinutes(5) + Tick; now < Start.AddMinutes(20); now += Tick)
        {
            var count = 0;
            for (var i = 0; i < watches.Length; i++)
            {
                if (WatchRules.IsDue(watches[i], TimeSpan.FromMinutes(1), Tick, i, now))
                {
                    watches[i] = watches[i].Asked(Adaptive, [], now);
                    count++;
                }
            }

            asked.Add(count);
        }

        // Six ticks a period: a hundred each, once every one has had its turn.
        Assert.All(asked.Skip(12), static count => Assert.Equal(100, count));
    }

    [Fact]
    public void UsdPerMonth_OfAMetricEachTenSeconds_IsWhatCloudWatchTakes()
    {
        // 262,974.6 questions a month of 30.44 days.
        Assert.Equal(2.629746m, WatchRules.UsdPerMonth(Adaptive, 1, Tick));
        Assert.Equal(26297.46m, WatchRules.UsdPerMonth(Adaptive, 10_000, Tick));
        Assert.Equal(1, WatchRules.StretchFor(100, null));
        Assert.Equal(1, WatchRules.StretchFor(100, 100));
        Assert.Equal(4, WatchRules.StretchFor(100, 25));
    }

    private static ComponentDemand Demand(DateTimeOffset at, double concurrency, double? arrivals) => new(new ComponentName("llm"), [new DemandSample(at, concurrency, arrivals)]);
}
