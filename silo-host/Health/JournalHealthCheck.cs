using Autoscaler.Contracts.History;
using Autoscaler.Grains.Journal;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Autoscaler.SiloHost.Health;

/// <summary>Healthy while the journal can be read: whatever people change is refused where it cannot be written down.</summary>
internal sealed class JournalHealthCheck(IJournalStore journal) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await journal.ReadChangesAsync(HistoryScope.All, new ChangeQuery(Before: null, Limit: 1), cancellationToken);
            return HealthCheckResult.Healthy("The journal can be read.");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever is wrong with it: that is what this says.
            return HealthCheckResult.Unhealthy("The journal cannot be read.", e);
        }
    }
}
