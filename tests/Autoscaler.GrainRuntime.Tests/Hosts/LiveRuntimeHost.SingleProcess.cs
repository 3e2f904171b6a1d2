using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.SingleProcess;

namespace Autoscaler.GrainRuntime.Tests.Hosts;

/// <summary>One process, real threads and time; strict, because a cluster is.</summary>
internal sealed class LiveRuntimeHost : RuntimeHost
{
    private IHost? _host;

    public override IGrainFactory Grains => _host!.Services.GetRequiredService<IGrainFactory>();

    public override TimeProvider Clock => TimeProvider.System;

    public static async Task<LiveRuntimeHost> StartAsync(HostOptions options)
    {
        var started = new LiveRuntimeHost();
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo =>
        {
            silo.UseStrictMode();
            silo.Services.AddSingleton(started.Probe);
            options.Services(silo.Services, () => started.Clock);
            silo.AddMemoryGrainStorageAsDefault().UseInMemoryReminderService();
            options.Silo(silo);
        });
        started._host = builder.Build();
        await started._host.StartAsync();
        return started;
    }

    public override Task RunAsync(Func<Task> client) => client();

    public override async ValueTask DisposeAsync()
    {
        await _host!.StopAsync();
        _host.Dispose();
    }
}
