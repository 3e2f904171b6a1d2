using Autoscaler.Decisions.Demand;

namespace Autoscaler.Decisions.Tests.Demand;

public sealed class ServiceTimeEstimateTests
{
    [Fact]
    public void Seconds_NothingSeen_IsUnknown() => Assert.Null(default(ServiceTimeEstimate).Seconds);

    [Theory]
    [InlineData(6, 2, 3.0)]
    [InlineData(9.6, 2, 4.8)]
    public void With_FirstSample_IsLittlesLaw(double inService, double completions, double seconds) =>
        Assert.Equal(seconds, default(ServiceTimeEstimate).With(inService, completions).Seconds);

    [Fact]
    public void With_NothingCompleted_IsUnknown() => Assert.Null(default(ServiceTimeEstimate).With(6, 0).Seconds);

    [Fact]
    public void With_FirstSamples_WeighAlike() =>
        Assert.Equal(6, default(ServiceTimeEstimate).With(12, 1).With(12, 2).With(12, 3).Seconds);

    [Fact]
    public void With_AChange_IsFollowedWithinSomeSamplesAndNeverOvershot()
    {
        var estimate = Enumerable.Range(0, 20).Aggregate(default(ServiceTimeEstimate), (known, _) => known.With(4, 2));
        var last = 2.0;
        for (var i = 0; i < 50; i++)
        {
            estimate = estimate.With(20, 2);
            Assert.InRange(estimate.Seconds!.Value, last, 10);
            last = estimate.Seconds.Value;
        }

        Assert.InRange(last, 9.9, 10);
    }

    [Fact]
    public void With_ANoisyQuietMinute_WeighsLittle()
    {
        var estimate = default(ServiceTimeEstimate).With(40, 10);

        // One request that took 100 s in an otherwise quiet sample.
        estimate = estimate.With(1, 0.01);

        Assert.InRange(estimate.Seconds!.Value, 4, 4.1);
    }
}
