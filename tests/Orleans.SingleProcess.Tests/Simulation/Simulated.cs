using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.SingleProcess.Simulation;

namespace Orleans.SingleProcess.Tests.Simulation;

/// <summary>Makes simulated hosts for tests.</summary>
internal static class Simulated
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static SimulatedHost Host(ulong seed, Probe probe, Action<ISiloBuilder>? configure = null) => new(seed, Start, silo =>
    {
        silo.Services.AddSingleton(probe);
        silo.AddMemoryGrainStorageAsDefault();
        configure?.Invoke(silo);
    });

    public static DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);
}
