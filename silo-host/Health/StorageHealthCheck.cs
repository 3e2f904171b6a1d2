using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Autoscaler.SiloHost.Health;

/// <summary>Healthy while the grains' storage answers: it looks for a record that is never there, so it costs a read of nothing.</summary>
internal sealed class StorageHealthCheck([FromKeyedServices("Default")] IGrainStorage storage) : IHealthCheck
{
    private static readonly GrainId Nobody = GrainId.Create("health", "nobody");

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await storage.ReadStateAsync("health", Nobody, new GrainState<string>()).WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy("The grains' storage answers.");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever is wrong with it: that is what this says.
            return HealthCheckResult.Unhealthy("The grains' storage does not answer.", e);
        }
    }
}
