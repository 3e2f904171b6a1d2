using Autoscaler.Simulation.Inputs;

namespace Autoscaler.Simulation.Tests.Inputs;

public sealed class TraceTransformsTests
{
    private static readonly RequestTrace Requests = SampleTrace.Generate(7);
    private static readonly RateTrace Rates = new("rates", [new(TimeSpan.Zero, 10), new(TimeSpan.FromSeconds(600), 20), new(TimeSpan.FromSeconds(1_200), 0)]);

    [Fact]
    public void SpeedUp_Requests_DividesTimesAndKeepsTheRest()
    {
        var faster = Assert.IsType<RequestTrace>(Requests.SpeedUp(4));

        Assert.Equal(Requests.Requests.Length, faster.Requests.Length);
        Assert.Equal(Requests.Duration / 4, faster.Duration);
        Assert.Equal(Requests.Requests.Select(request => request.ContextTokens), faster.Requests.Select(request => request.ContextTokens));
    }

    [Fact]
    public void SpeedUp_Rates_DividesTimesAndKeepsTheRates()
    {
        var faster = Assert.IsType<RateTrace>(Rates.SpeedUp(2));

        Assert.Equal([new(TimeSpan.Zero, 10), new(TimeSpan.FromSeconds(300), 20), new(TimeSpan.FromSeconds(600), 0)], faster.Steps.AsEnumerable());
    }

    [Fact]
    public void RateScale_Rates_Multiplies() =>
        Assert.Equal([5, 10, 0], Assert.IsType<RateTrace>(Rates.RateScale(0.5, seed: 1)).Steps.Select(step => step.RequestsPerSecond));

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(2)]
    [InlineData(2.5)]
    [InlineData(7.25)]
    public void RateScale_Requests_MultipliesTheirNumberAndKeepsTheirOrder(double factor)
    {
        var scaled = Assert.IsType<RequestTrace>(Requests.RateScale(factor, seed: 1)).Requests;

        // The number of kept fractions is binomial; five deviations.
        var fraction = factor - Math.Floor(factor);
        var deviation = Math.Sqrt(Requests.Requests.Length * fraction * (1 - fraction));
        Assert.InRange(scaled.Length, (Requests.Requests.Length * factor) - (5 * deviation), (Requests.Requests.Length * factor) + (5 * deviation));
        Assert.True(scaled.Zip(scaled.Skip(1)).All(pair => pair.First.At <= pair.Second.At));
        Assert.True(scaled[^1].At <= Requests.Duration);
    }

    [Fact]
    public void RateScale_Twice_DoublesEveryMinute()
    {
        var doubled = Assert.IsType<RequestTrace>(Requests.RateScale(2, seed: 1));

        for (var minute = 0; minute < 40; minute++)
        {
            Assert.InRange(InMinute(doubled, minute), (2 * InMinute(Requests, minute)) - 1, (2 * InMinute(Requests, minute)) + 1);
        }
    }

    [Fact]
    public void RateScale_Seed_ChoosesTheRequests()
    {
        static IEnumerable<TraceRequest> Half(ulong seed) => Assert.IsType<RequestTrace>(Requests.RateScale(0.5, seed)).Requests;

        Assert.Equal(Half(1), Half(1));
        Assert.NotEqual(Half(1), Half(2));
    }

    [Fact]
    public void Transforms_ByOne_ChangeNothing()
    {
        Assert.Same(Requests, Requests.SpeedUp(1));
        Assert.Same(Requests, Requests.RateScale(1, seed: 1));
        Assert.Same(Rates, Rates.SpeedUp(1).RateScale(1, seed: 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(0.000_9)]
    [InlineData(1_000_001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Transforms_FactorOutOfRange_AreRefused(double factor)
    {
        Assert.NotNull(TraceTransforms.ErrorOf(factor));
        Assert.Throws<ArgumentOutOfRangeException>(() => Requests.SpeedUp(factor));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rates.RateScale(factor, seed: 1));
    }

    [Fact]
    public void Transforms_FactorTheTraceCannotTake_AreRefused()
    {
        var single = new RequestTrace("one", [new(TimeSpan.Zero, 1, 1)]);
        var close = new RateTrace("close", [new(TimeSpan.Zero, 1), new(new TimeSpan(1), 1)]);

        Assert.Throws<ArgumentOutOfRangeException>(() => single.RateScale(0.001, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Requests.RateScale(100_000, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => close.SpeedUp(1_000));
    }

    private static int InMinute(RequestTrace trace, int minute) => trace.Requests.Count(request => (int)request.At.TotalMinutes == minute);
}
