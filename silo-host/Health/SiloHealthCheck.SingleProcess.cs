using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Autoscaler.SiloHost.Health;

/// <summary>Healthy while the one host runs: it is there from the program's start to the beginning of its stop.</summary>
internal sealed class SiloHealthCheck(IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("The host stops.")
        : lifetime.ApplicationStarted.IsCancellationRequested ? HealthCheckResult.Healthy("The host runs.")
        : HealthCheckResult.Unhealthy("The host starts."));
}
