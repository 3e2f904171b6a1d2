using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;

namespace Autoscaler.SiloHost.Telemetry;

/// <summary>Exports traces, metrics and logs to whatever OpenTelemetry's variables name.</summary>
internal static class TelemetryExtensions
{
    /// <summary>Adds the exporters; nothing where no variable names a receiver. Add it first, so that it is stopped last.</summary>
    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        var settings = TelemetrySettings.Read(builder.Configuration);
        if (settings.Logs)
        {
            // More than the console is told: it is searched, not watched.
            builder.Logging.AddFilter<OpenTelemetryLoggerProvider>("Autoscaler", LogLevel.Information);
            builder.Logging.AddOpenTelemetry(logs =>
            {
                logs.IncludeFormattedMessage = true;
                logs.SetResourceBuilder(ResourceOf(settings));
                logs.AddOtlpExporter();
            });
        }

        if (settings.Traces || settings.Metrics)
        {
            builder.Services.AddSingleton<IHostedService>(new TelemetryExport(settings, builder.Configuration));
        }

        return builder;
    }

    /// <summary>Who speaks; OTEL_RESOURCE_ATTRIBUTES adds to it.</summary>
    internal static ResourceBuilder ResourceOf(TelemetrySettings settings) => ResourceBuilder.CreateEmpty()
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector()
        .AddService(settings.ServiceName, serviceVersion: typeof(TelemetryExtensions).Assembly.GetName().Version?.ToString(3));
}
