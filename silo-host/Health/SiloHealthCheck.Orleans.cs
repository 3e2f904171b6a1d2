using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Runtime;

namespace Autoscaler.SiloHost.Health;

/// <summary>
/// Healthy while membership holds this silo Active: not while it joins, and no longer once it drains. It asks the silo's own view of membership, which costs neither a
/// call nor a table read, so it may be asked often. A silo that the others declared dead learns it at the next look at the table and ends its process.
/// </summary>
internal sealed class SiloHealthCheck(ISiloStatusOracle membership) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = membership.CurrentStatus;
        var description = $"Silo {membership.SiloAddress} is {status} in membership.";
        return Task.FromResult(status == SiloStatus.Active ? HealthCheckResult.Healthy(description) : HealthCheckResult.Unhealthy(description));
    }
}
