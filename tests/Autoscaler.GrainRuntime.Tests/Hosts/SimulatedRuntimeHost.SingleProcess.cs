using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.SingleProcess.Simulation;

namespace Autoscaler.GrainRuntime.Tests.Hosts;

/// <summary>One process, virtual time.</summary>
internal sealed class SimulatedRuntimeHost : RuntimeHost
{
    private readonly SimulatedHost _host;

    public SimulatedRuntimeHost(HostOptions options) => _host = new SimulatedHost(
        seed: 21,
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        silo =>
        {
            silo.Services.AddSingleton(Probe);
            options.Services(silo.Services, () => Clock);
            silo.AddMemoryGrainStorageAsDefault().UseInMemoryReminderService();
            options.Silo(silo);
        });

    public override IGrainFactory Grains => _host.Grains;

    public override TimeProvider Clock => _host.TimeProvider;

    public override Task RunAsync(Func<Task> client)
    {
        _host.Run(client);
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        _host.Dispose();
        return ValueTask.CompletedTask;
    }
}
