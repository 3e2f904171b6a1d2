using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Orleans.SingleProcess.Tests;

/// <summary>A live host with a probe. It is strict unless the configuration turns that off.</summary>
internal sealed class LiveHost : IAsyncDisposable
{
    private readonly IHost _host;

    private LiveHost(IHost host) => _host = host;

    public Probe Probe => _host.Services.GetRequiredService<Probe>();

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<LiveHost> StartAsync(Action<ISiloBuilder>? configure = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo =>
        {
            silo.Services.AddSingleton<Probe>();
            silo.UseStrictMode();
            silo.AddMemoryGrainStorageAsDefault();
            configure?.Invoke(silo);
        });
        var host = builder.Build();
        await host.StartAsync();
        return new LiveHost(host);
    }

    public TGrain Grain<TGrain>(string key)
        where TGrain : IGrainWithStringKey =>
        Grains.GetGrain<TGrain>(key);

    public Task StopAsync(CancellationToken deadline) => _host.StopAsync(deadline);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
