using Autoscaler.Cloud.Simulated.Traffic;

namespace Autoscaler.Cloud.Simulated.Tests.Traffic;

public sealed class SampleTrafficTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(ulong.MaxValue)]
    public void Generate_AnySeed_HasItsSizeAndLength(ulong seed)
    {
        var trace = SampleTraffic.Generate(seed);

        Assert.InRange(trace.Length, 10_000, 15_000);
        Assert.InRange(trace[^1].At.TotalMinutes, 39, 40);
        Assert.All(
            trace, request => Assert.True(request.ContextTokens is >= 1 and <= 8_192 && request.GeneratedTokens is >= 1 and <= 1_024));
        Assert.InRange(trace.Average(request => request.ContextTokens), 1_050, 1_200);
        Assert.InRange(trace.Average(request => request.GeneratedTokens), 195, 220);
    }

    [Fact]
    public void Generate_Seed_DecidesTheTrace()
    {
        Assert.Equal(SampleTraffic.Generate(42).AsEnumerable(), SampleTraffic.Generate(42));
        Assert.NotEqual(SampleTraffic.Generate(42).AsEnumerable(), SampleTraffic.Generate(43));
    }

    [Theory]
    [InlineData(0, 600, 2)]
    [InlineData(620, 850, 20)]
    [InlineData(1_300, 1_540, 2.03)]
    [InlineData(1_540, 1_740, 9)]
    [InlineData(1_800, 2_400, 1)]
    public void Generate_Part_HasTheProfilesRate(double from, double to, double rate)
    {
        var arrivals = SampleTraffic.Generate(3).Count(request => request.At.TotalSeconds >= from && request.At.TotalSeconds < to);

        var mean = rate * (to - from);
        Assert.InRange(arrivals, mean - (5 * Math.Sqrt(mean)), mean + (5 * Math.Sqrt(mean)));
    }

    [Fact]
    public void RequestsPerSecondAt_TheSpike_IsTenTimesTheCalm() =>
        Assert.Equal(10, SampleTraffic.RequestsPerSecondAt(700) / SampleTraffic.RequestsPerSecondAt(300));

    [Fact]
    public void RequestsPerSecondAt_EachMoment_IsAtMostTheSpikesRate()
    {
        // Thinning draws at the spike's rate, so a higher one would be cut off unseen.
        for (var second = 0; second < 2_400; second++)
        {
            Assert.InRange(SampleTraffic.RequestsPerSecondAt(second), 1, 20);
        }
    }
}
