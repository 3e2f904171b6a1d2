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
        await using var host = SiloHostBuilder.Build(
            SiloHostBuilder.Create(ImmutableDictionary<string, string?>.Empty), new SiloHostOptions { PlaysDemo = false, Urls = ["http://127.0.0.1:0"] }, TextWriter.Null, TimeProvider.System);
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

    [Fact]
    public async Task Get_OverHttp_IsAnsweredWithoutAKey()
    {
        await using var host = SiloHostBuilder.Build(
            SiloHostBuilder.Create(ImmutableDictionary<string, string?>.Empty), new SiloHostOptions { PlaysDemo = false, Urls = ["http://127.0.0.1:0"] }, TextWriter.Null, TimeProvider.System);
        await host.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(host.Urls.Single()) };

        var live = await client.GetAsync(new Uri("/health/live", UriKind.Relative));
        var ready = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));

        Assert.Equal((200, 200), ((int)live.StatusCode, (int)ready.StatusCode));
        Assert.Equal("Healthy\njournal: Healthy\nsilo: Healthy\nstorage: Healthy\n", await ready.Content.ReadAsStringAsync());
    }

    private static async Task<HealthReportEntry> ReadAsync(HealthCheckService health) =>
        (await health.CheckHealthAsync(CancellationToken.None)).Entries[SiloHealthExtensions.SiloName];
}
