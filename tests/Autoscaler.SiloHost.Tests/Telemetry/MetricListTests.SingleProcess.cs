using System.Diagnostics.Metrics;
using Autoscaler.Grains.Journal;
using Autoscaler.Grains.Telemetry;
using Autoscaler.SiloHost.Options;
using Autoscaler.SiloHost.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace Autoscaler.SiloHost.Tests.Telemetry;

public sealed class MetricListTests
{
    [Fact]
    public async Task Read_TheDocument_ListsTheInstrumentsThatThereAre()
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        await using var host = SiloHostBuilder.Build(
            SiloHostBuilder.Create(ImmutableDictionary<string, string?>.Empty), new SiloHostOptions { PlaysDemo = false, Urls = ["http://127.0.0.1:0"] }, TextWriter.Null, TimeProvider.System);
        var meters = host.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name.StartsWith("Autoscaler", StringComparison.Ordinal) && instrument.Meter.Scope == meters)
                {
                    Assert.False(string.IsNullOrEmpty(instrument.Description), instrument.Name);
                    found.Add($"{instrument.Name} {instrument.Unit}");
                }
            },
        };
        listener.Start();

        // Starting makes what the API and the journal count by.
        host.Services.GetRequiredService<IFleetJournal>();
        host.Services.GetRequiredService<FeedInstruments>();
        await host.StartAsync();
        await host.StopAsync();

        Assert.Equal(MetricList.Read().Select(static metric => $"{metric.Name} {metric.Unit}").Order(StringComparer.Ordinal), found);
    }
}
