using Autoscaler.SiloHost.Health;
using Autoscaler.SiloHost.Options;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Autoscaler.SiloHost.Tests.Health;

public sealed class SiloHealthCheckTests
{
    [Fact]
    public async Task CheckHealthAsync_OverTheHostsLife_IsHealthyWhileItRuns()
    {
        using var host = SiloHostBuilder.Build(SiloHostBuilder.Create([]), new SiloHostOptions(), TextWriter.Null, TimeProvider.System);
        var health = host.Services.GetRequiredService<HealthCheckService>();

        var before = await ReadAsync(health);
        await host.StartAsync();
        var running = await ReadAsync(health);
        await host.StopAsync();
        var after = await ReadAsync(health);

        Assert.Equal((HealthStatus.Unhealthy, HealthStatus.Healthy, HealthStatus.Unhealthy), (before.Status, running.Status, after.Status));
        Assert.Equal(("The host starts.", "The host runs.", "The host stops."), (before.Description, running.Description, after.Description));
        Assert.Contains(SiloHealthExtensions.ReadyTag, running.Tags);
    }

    private static async Task<HealthReportEntry> ReadAsync(HealthCheckService health) =>
        (await health.CheckHealthAsync(CancellationToken.None)).Entries[SiloHealthExtensions.CheckName];
}
