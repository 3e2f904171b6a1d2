using Autoscaler.Grains.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Autoscaler.SiloHost.Telemetry;

/// <summary>Exports traces and metrics for as long as the program runs.</summary>
/// <param name="settings">What is exported.</param>
/// <param name="configuration">Where OpenTelemetry looks for its variables.</param>
internal sealed class TelemetryExport(TelemetrySettings settings, IConfiguration configuration) : IHostedService, IDisposable
{
    // The program's own, and the server's.
    private static readonly string[] Meters = [TelemetryNames.Meter, "Autoscaler.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];
    private static readonly string[] Sources = [TelemetryNames.TraceSource, "Autoscaler.*", "Microsoft.AspNetCore"];

    // A receiver that is gone must not keep the program from ending.
    private const int MillisecondsToFlush = 2000;

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Traces)
        {
            _traces = Sdk.CreateTracerProviderBuilder()
                .ConfigureServices(services => services.AddSingleton(configuration))
                .SetResourceBuilder(TelemetryExtensions.ResourceOf(settings))
                .AddSource(Sources)
                .AddOtlpExporter()
                .Build();
        }

        if (settings.Metrics)
        {
            _metrics = Sdk.CreateMeterProviderBuilder()
                .ConfigureServices(services => services.AddSingleton(configuration))
                .SetResourceBuilder(TelemetryExtensions.ResourceOf(settings))
                .AddMeter(Meters)
                .AddOtlpExporter()
                .Build();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => _traces?.Shutdown(MillisecondsToFlush), CancellationToken.None),
        Task.Run(() => _metrics?.Shutdown(MillisecondsToFlush), CancellationToken.None));

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }
}
