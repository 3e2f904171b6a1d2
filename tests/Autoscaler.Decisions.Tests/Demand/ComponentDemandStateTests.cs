using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Demand;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Demand;
using static Autoscaler.Decisions.Tests.Examples.SnapshotExamples;

namespace Autoscaler.Decisions.Tests.Demand;

public sealed class ComponentDemandStateTests
{
    private const double Room = 12;

    private static readonly ScalingPolicy Policy = new();

    [Fact]
    public void Read_NoSample_IsUnknown() => Assert.Equal(DemandReading.Unknown, DemandOf(Policy).Read(Policy));

    [Fact]
    public void Read_Samples_AveragesEachWindow()
    {
        var reading = DemandOf(Policy, [.. For(24, 40), 1, 2, 3, 4, 5, 9]).Read(Policy);

        Assert.Equal(Now - Period, reading.NewestSampleStart);
        Assert.Equal(9, reading.Concurrency);
        Assert.Equal(7, reading.Tracked);
        Assert.Equal(4, reading.Stable);
        Assert.Equal(9, reading.Panic);
        Assert.Equal(40, reading.Peak);
    }

    [Fact]
    public void Read_WithoutPanicPolicy_HasNoStableAndNoPanicWindow()
    {
        var policy = Policy with { Panic = null };

        var reading = DemandOf(policy, 8, 8).Read(policy);

        Assert.Equal(8, reading.Tracked);
        Assert.Null(reading.Stable);
        Assert.Null(reading.Panic);
    }

    [Fact]
    public void Read_PeriodsOfAMinute_TakesAtLeastOneSampleForEachWindow()
    {
        var reading = DemandOf(Policy, TimeSpan.FromMinutes(1), 50, 40, 30, 20, 10).Read(Policy);

        Assert.Equal(10, reading.Tracked);
        Assert.Equal(10, reading.Stable);
        Assert.Equal(10, reading.Panic);
        Assert.Equal(50, reading.Peak);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-1)]
    public void With_ConcurrencyThatCannotBe_IsIgnored(double concurrency)
    {
        var state = DemandOf(Policy, 8, 8);

        var next = state.With([new DemandSample(Now, concurrency, 1)], Policy, Room);

        Assert.Equal(state.Read(Policy), next.Read(Policy));
        Assert.Null(next.ServiceTime.Seconds);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-5)]
    public void With_ArrivalsThatCannotBe_AreUnknown(double arrivals)
    {
        // A service time of 2 s is known, and must stay so; the queue counts in full.
        var state = Calm(Policy);

        var calm = state.With([new DemandSample(Now - Period, 6, arrivals)], Policy, Room);
        var queued = calm.With([new DemandSample(Now, 90, arrivals)], Policy, Room);

        Assert.Equal(2, queued.ServiceTime.Seconds);
        Assert.Equal(90, queued.Read(Policy).Panic);
    }

    [Fact]
    public void With_QueueAndArrivalsKnown_CountsWhatWorksItOffInTime()
    {
        // Served in 2 s; 5 arrivals a second offer 10; 100 are there, so 90 wait; to work them off in 300 s takes 90 × 2 ÷ 300.
        var state = Calm(Policy);

        var reading = state.With([new DemandSample(Now, 100, 5)], Policy, Room).Read(Policy);

        Assert.Equal(10.6, reading.Panic!.Value, 9);
        Assert.Equal(100, reading.Concurrency);
    }

    [Theory]
    [InlineData(100, null)] // The source tells no arrivals.
    [InlineData(100, 500.0)] // More is offered than there is: what there is counts.
    public void With_QueueThatCannotBeWeighed_CountsInFull(double concurrency, double? arrivals)
    {
        var state = Calm(Policy);

        Assert.Equal(concurrency, state.With([new DemandSample(Now, concurrency, arrivals)], Policy, Room).Read(Policy).Panic);
    }

    [Fact]
    public void With_AQueueFromTheFirst_LearnsTheServiceTimeAllTheSame()
    {
        // 12 at once, 5 s each: 2.4 a second are done, 5.5 come, so 3.1 a second queue.
        var state = ComponentDemandState.Start(Policy, Period, Now);
        for (var i = 0; i < 20; i++)
        {
            state = state.With([new DemandSample(Now + (i * Period), 40 + (i * 31), 5.5)], Policy, Room);
        }

        Assert.Equal(5, state.ServiceTime.Seconds!.Value, 9);
        Assert.InRange(state.Read(Policy).Panic!.Value, 27.5, 27.5 + (630 * 5 / 300.0));
    }

    [Fact]
    public void With_ARampFromNothing_DoesNotTakeWhatIsNotDoneYetForQuick()
    {
        // Requests of 20 s begin to come: none is done before 20 s are over.
        var state = ComponentDemandState.Start(Policy, Period, Now).With(
            [new DemandSample(Now, 10, 2), new DemandSample(Now + Period, 30, 2), new DemandSample(Now + (2 * Period), 40, 2)], Policy, 100);

        Assert.True(state.ServiceTime.Seconds is null or > 20);
    }

    [Fact]
    public void With_RoomThatChanged_WaitsForSamplesThatWereServedInIt()
    {
        // The queue of one copy, told of when there are five.
        var state = Calm(Policy).With([new DemandSample(Now, 90, 5), new DemandSample(Now + Period, 120, 5)], Policy, 5 * Room);

        Assert.Equal(2, state.ServiceTime.Seconds);
    }

    [Fact]
    public void With_ServiceTimeUnknown_CountsTheQueueInFull() =>
        Assert.Equal(100, DemandOf(Policy).With([new DemandSample(Now, 100, 5)], Policy, Room).Read(Policy).Panic);

    [Fact]
    public void With_ServiceLongerThanTheDrain_NeverCountsMoreThanThereIs()
    {
        var policy = Policy with { Backlog = new BacklogPolicy { DrainWithin = TimeSpan.FromSeconds(10) } };
        var state = Calm(policy, arrivals: 0.1);

        Assert.Equal(100, state.With([new DemandSample(Now, 100, 0.5)], policy, Room).Read(policy).Panic);
    }

    [Fact]
    public void With_SamplesWithoutQueue_AreTheirConcurrency()
    {
        var state = DemandOf(Policy).With([new DemandSample(Now - Period, 8, 4), new DemandSample(Now, 12, 9)], Policy, Room);

        Assert.Equal(12, state.Read(Policy).Panic);
        Assert.Equal(10, state.Read(Policy).Tracked);
    }

    [Fact]
    public void Under_SameWindows_KeepsTheSamples()
    {
        var state = DemandOf(Policy, 8, 8);
        var other = Policy with { TargetConcurrencyPerCopy = 4 };

        Assert.Same(state, state.Under(other, Now));
    }

    [Fact]
    public void Under_LongerWindow_StartsAnewAndKnowsNoPeak()
    {
        var longer = Policy with { ScaleIn = new ScaleInPolicy { StabilizationWindow = TimeSpan.FromMinutes(10) } };

        var state = DemandOf(Policy, For(30, 8)).Under(longer, Now);

        Assert.Equal(DemandReading.Unknown, state.Read(longer));
        Assert.Equal(Now, state.WatchedSince);
    }

    // Served in 8 ÷ arrivals seconds; then a period of which nothing is known, so that what follows teaches nothing about it.
    private static ComponentDemandState Calm(ScalingPolicy policy, double arrivals = 4) => ComponentDemandState.Start(policy, Period, Now).With(
        [new DemandSample(Now - (4 * Period), 8, arrivals), new DemandSample(Now - (3 * Period), 8, arrivals)], policy, Room);
}
