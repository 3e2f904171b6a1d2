using Microsoft.Extensions.Configuration;

namespace Autoscaler.SiloHost.Telemetry;

/// <summary>What is exported, by OpenTelemetry's own variables. Where none names a receiver nothing is.</summary>
/// <param name="Traces">Whether traces are exported.</param>
/// <param name="Metrics">Whether metrics are.</param>
/// <param name="Logs">Whether logs are.</param>
/// <param name="ServiceName">What the program is called.</param>
internal sealed record TelemetrySettings(bool Traces, bool Metrics, bool Logs, string ServiceName)
{
    private const string DefaultServiceName = "autoscaler";

    /// <summary>Whether anything is exported.</summary>
    public bool IsOn => Traces || Metrics || Logs;

    public static TelemetrySettings Read(IConfiguration configuration)
    {
        var isDisabled = "true".Equals(configuration["OTEL_SDK_DISABLED"], StringComparison.OrdinalIgnoreCase);
        return new TelemetrySettings(
            !isDisabled && IsExported(configuration, "TRACES"),
            !isDisabled && IsExported(configuration, "METRICS"),
            !isDisabled && IsExported(configuration, "LOGS"),
            configuration["OTEL_SERVICE_NAME"] is { Length: > 0 } name ? name : DefaultServiceName);
    }

    private static bool IsExported(IConfiguration configuration, string signal) =>
        (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 } || configuration[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"] is { Length: > 0 })
        && !"none".Equals(configuration[$"OTEL_{signal}_EXPORTER"], StringComparison.OrdinalIgnoreCase);
}
