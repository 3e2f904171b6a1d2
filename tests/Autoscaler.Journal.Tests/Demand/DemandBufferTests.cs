using Autoscaler.Grains.Journal;
using Autoscaler.Journal.Demand;
using Autoscaler.Journal.Tests.Kit;

namespace Autoscaler.Journal.Tests.Demand;

public sealed class DemandBufferTests
{
    private static readonly JournalLimits Limits = new() { MaxEvents = 1, MaxChanges = 1 };

    [Fact]
    public void TakeDue_MinuteThatIsNotOverForLong_StaysOpen()
    {
        var buffer = new DemandBuffer(Limits, 10);
        buffer.Add([Sample.Row(Sample.Chat, Sample.At, 1)], Sample.At);

        Assert.Empty(buffer.TakeDue(Sample.At.AddMinutes(1) + DemandBuffer.Grace - TimeSpan.FromTicks(1), 10));
        Assert.Single(buffer.TakeDue(Sample.At.AddMinutes(1) + DemandBuffer.Grace, 10));
    }

    [Fact]
    public void Of_MinuteThatIsBeingWritten_IsThereUntilItIs()
    {
        var buffer = new DemandBuffer(Limits, 10);
        buffer.Add([Sample.Row(Sample.Chat, Sample.At, 1)], Sample.At);
        var taken = buffer.TakeAny(10);
        Assert.Single(buffer.Of(Sample.Chat).Minutes);
        var version = buffer.Version;

        buffer.Written(taken);

        Assert.Empty(buffer.Of(Sample.Chat).Minutes);
        Assert.NotEqual(version, buffer.Version);
    }

    [Fact]
    public void Return_WhatCouldNotBeWritten_IsTakenAgainWithWhatCameMeanwhile()
    {
        var buffer = new DemandBuffer(Limits, 10);
        buffer.Add([Sample.Row(Sample.Chat, Sample.At, 1), Sample.Row(Sample.Search, Sample.At, 5)], Sample.At);
        var taken = buffer.TakeAny(10);
        buffer.Add([Sample.Row(Sample.Chat, Sample.At, 3)], Sample.At);

        buffer.Return(taken);

        var again = buffer.TakeAny(10);
        Assert.Equal([(Sample.Chat, 2.0), (Sample.Search, 5.0)], again.Select(minute => (minute.Endpoint, (double)minute.Cells[0].Concurrency)).Order());
    }

    [Fact]
    public void Add_MoreMinutesThanMayBeOpen_RefusesPointsAndCounts()
    {
        var buffer = new DemandBuffer(Limits, 2);
        buffer.Add([.. Enumerable.Range(0, 5).Select(minute => Sample.Row(Sample.Chat, Sample.At.AddMinutes(-minute), 1))], Sample.At);

        Assert.Equal(3, buffer.RefusedCount);
        buffer.Written(buffer.TakeAny(10));
        buffer.Add([Sample.Row(Sample.Chat, Sample.At, 1)], Sample.At);
        Assert.Equal(3, buffer.RefusedCount);
    }
}
