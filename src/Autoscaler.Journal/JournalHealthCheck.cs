using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Autoscaler.Journal;

/// <summary>Degraded while the journal's store fails: the fleet is scaled all the same, but what people change is refused, and events wait and may get lost.</summary>
internal sealed class JournalHealthCheck(JournalWriter writer) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var health = writer.Health;
        return Task.FromResult(health.FailingSince is { } since
            ? HealthCheckResult.Degraded(string.Create(CultureInfo.InvariantCulture, $"The journal's store has failed since {since:O}: {health.Error}"))
            : HealthCheckResult.Healthy("The journal is written."));
    }
}
