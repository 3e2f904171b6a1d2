using Autoscaler.Decisions.Demand;

namespace Autoscaler.Decisions.Tests.Demand;

public sealed class ServiceTimeEstimateTests
{
    [Fact]
    public void Seconds_NothingSeen_IsUnknown() => Assert.Null(default(ServiceTimeEstimate).Seconds);

    [Theory]
    [InlineData(6, 2, 12, 3.0)]
    [InlineData(9.6, 2, 12, 4.8)]
    public void With_FirstUnqueuedSample_IsLittlesLaw(double concurrency, double arrivals, double room, double seconds) =>
        Assert.Equal(seconds, default(ServiceTimeEstimate).With(concurrency, arrivals, room).Seconds);

    [Theory]
    [InlineData(9.7, 2, 12)]
    [InlineData(50, 2, 12)]
    [InlineData(6, 0, 12)]
    [InlineData(0, 2, 12)]
    [InlineData(6, 2, 0)]
    public void With_SampleThatMayHaveQueuedOrSaysNothing_LearnsNothing(double concurrency, double arrivals, double room)
    {
        Assert.Null(default(ServiceTimeEstimate).With(concurrency, arrivals, room).Seconds);
        Assert.Equal(4, new ServiceTimeEstimate(8, 2).With(concurrency, arrivals, room).Seconds);
    }

    [Fact]
    public void With_AChange_IsFollowedWithinSomeSamplesAndNeverOvershot()
    {
        var estimate = default(ServiceTimeEstimate).With(4, 2, 100);
        var last = 2.0;
        for (var i = 0; i < 50; i++)
        {
            estimate = estimate.With(20, 2, 100);
            Assert.InRange(estimate.Seconds!.Value, last, 10);
            last = estimate.Seconds.Value;
        }

        Assert.InRange(last, 9.9, 10);
    }

    [Fact]
    public void With_ANoisyQuietMinute_WeighsLittle()
    {
        var estimate = default(ServiceTimeEstimate).With(40, 10, 100);

        // One request that took 100 s in an otherwise quiet sample.
        estimate = estimate.With(1, 0.01, 100);

        Assert.InRange(estimate.Seconds!.Value, 4, 4.1);
    }
}
