using Orleans.SingleProcess.Simulation;
using Orleans.SingleProcess.Tests.Grains;

namespace Orleans.SingleProcess.Tests.Simulation;

public sealed class EscapeTests
{
    [Fact]
    public void Run_GrainUsesThePool_FailsWithThePlace()
    {
        using var host = Simulated.Host(1, new Probe());

        var thrown = Assert.Throws<SimulationEscapeException>(() => host.Run(host.Grains.GetGrain<IWildGrain>("a").LeaveForThePoolAsync));

        Assert.Contains("another thread", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_GrainCallsOutsideOfItsTurn_Fails()
    {
        using var host = Simulated.Host(1, new Probe());

        var thrown = Assert.Throws<SimulationEscapeException>(() => host.Run(host.Grains.GetGrain<IWildGrain>("a").LeaveTheTurnAsync));

        Assert.Contains("wild/a.LeaveTheTurnAsync called wild/other.WaitForeverAsync outside of its turn", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NothingWillEverCome_SaysSo()
    {
        using var host = Simulated.Host(1, new Probe());

        Assert.Throws<SimulationStalledException>(() => host.Run(static () => new TaskCompletionSource().Task));
    }

    [Fact]
    public void RunUntil_CalledFromAnEvent_RunFails()
    {
        using var host = Simulated.Host(1, new Probe());
        host.Schedule(Simulated.At(1), () => host.RunUntil(Simulated.At(5)));

        var thrown = Assert.Throws<SimulationFaultException>(() => host.RunUntil(Simulated.At(2)));

        Assert.IsType<InvalidOperationException>(thrown.InnerException);
    }

    [Fact]
    public void Run_TimersGoOnAndTheTaskNeverEnds_SaysSo()
    {
        using var host = Simulated.Host(1, new Probe());
        using var timer = host.TimeProvider.CreateTimer(static _ => { }, null, TimeSpan.FromHours(1), TimeSpan.FromHours(1));

        Assert.Throws<SimulationStalledException>(() => host.Run(static () => new TaskCompletionSource().Task));
    }

    [Fact]
    public void Run_WorldActionThrows_RunFails()
    {
        using var host = Simulated.Host(1, new Probe());
        host.Schedule(Simulated.At(1), static () => throw new InvalidOperationException("broken world"));

        var thrown = Assert.Throws<SimulationFaultException>(() => host.RunUntil(Simulated.At(2)));

        Assert.IsType<InvalidOperationException>(thrown.InnerException);
    }

    [Fact]
    public void Run_DriverThrows_CallerGetsIt()
    {
        using var host = Simulated.Host(1, new Probe());

        var thrown = Assert.Throws<InvalidOperationException>(() => host.Run(async () =>
            await host.Grains.GetGrain<ITurnGrain>("a").FailAsync("from the grain")));

        Assert.Equal("from the grain", thrown.Message);
    }
}
