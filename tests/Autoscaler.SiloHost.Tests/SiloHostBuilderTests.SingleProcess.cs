using Autoscaler.Cloud.Simulated;
using Autoscaler.SiloHost.Journal;
using Autoscaler.SiloHost.Options;
using Autoscaler.SiloHost.Summary;
using Autoscaler.SiloHost.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace Autoscaler.SiloHost.Tests;

public sealed class SiloHostBuilderTests
{
    // Ten simulated minutes, which a copy takes to be ready, are a second; and the second that cold code takes is less than any deadline.
    private static readonly SiloHostOptions Fast = new() { Speed = 600, IsStrict = true, Urls = ["http://127.0.0.1:0"] };

    [Fact]
    public async Task StartAsync_TheDemo_GetsCopiesReadyAndScalesOutFromTheCache()
    {
        using var output = new AwaitedLines();
        await using var host = SiloHostBuilder.Build(SiloHostBuilder.Create(ImmutableDictionary<string, string?>.Empty), Fast, output, TimeProvider.System);
        var ready = output.WaitForAsync("a copy of acme/chat ready", static line => line.Contains("acme/chat      copy        chat#", StringComparison.Ordinal) && line.Contains(" ready on slot ", StringComparison.Ordinal));
        var traffic = output.WaitForAsync("the traffic of globex/assist", static line => line.Contains("globex/assist  traffic     begins:", StringComparison.Ordinal));
        var grown = output.WaitForAsync("a copy placed on a new instance from the cache", static line => line.Contains("new from cache", StringComparison.Ordinal));
        var hit = output.WaitForAsync("an instance that boots from a snapshot", static line => line.Contains("images by snapshot-rate", StringComparison.Ordinal));

        await host.StartAsync();
        await Task.WhenAll(ready, traffic, grown, hit);
        await host.StopAsync();
        FleetSummary.Write(
            output, host.Services.GetRequiredService<FleetTally>(), host.Services.GetRequiredService<SimulatedCloud>(), host.Services.GetRequiredService<JournalClock>().Elapsed);

        Assert.Contains("requests of guard", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("events were dropped", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_AFolderWithAForeignFile_FailsWithItsName()
    {
        var folder = Directory.CreateTempSubdirectory("silo-host-foreign");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "grains.db"), new string('x', 10_000));
            using var output = new StringWriter();
            using var error = new StringWriter();

            var exit = await SiloHostProgram.RunAsync(["--data", folder.FullName, "--urls", "http://127.0.0.1:0"], output, error, TimeProvider.System);

            Assert.Equal(1, exit);
            Assert.Contains("grains.db: expected a whole database; found a damaged one (", error.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
