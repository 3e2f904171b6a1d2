using Autoscaler.Grains.Telemetry;

namespace Autoscaler.Grains.Tests.Telemetry;

public sealed class GrainTraceTests
{
    private const int Calls = 1000;

    [Fact]
    public void Begin_NobodyListens_MakesAndAllocatesNothing()
    {
        Assert.Null(GrainTrace.BeginTrace("feed.poll"));
        Assert.Null(GrainTrace.Begin("endpoint.tick"));
        Assert.Null(GrainTrace.Note("endpoint.decide"));
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < Calls; i++)
        {
            GrainTrace.BeginTrace("feed.poll")?.Dispose();
            GrainTrace.Begin("endpoint.tick")?.Dispose();
            GrainTrace.Begin("slot.launch", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")?.Dispose();
            GrainTrace.Note("endpoint.decide")?.Dispose();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
