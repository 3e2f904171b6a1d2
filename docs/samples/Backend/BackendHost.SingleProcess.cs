using Autoscaler.Cloud.Simulated;
using Autoscaler.Contracts.Clients;
using Autoscaler.Contracts.Journal;
using Autoscaler.Grains;
using Autoscaler.Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Autoscaler.Samples.Backend;

/// <summary>Hosts the grains in this process, on a simulated cloud, and reaches them by the program's own services.</summary>
internal static class BackendHost
{
    public static HostApplicationBuilder UseAutoscaler(this HostApplicationBuilder builder)
    {
        // Ticks come ten times as often as in life, so that nobody waits for the sample.
        builder.Services.AddAutoscalerGrains(static fleet => fleet.TickPeriod = TimeSpan.FromSeconds(1));
        builder.Services.AddSimulatedCloud(new SimulatedCloudOptions());
        builder.Services.AddSingleton<IFleetJournal, NoJournal>();
        builder.Services.AddAutoscalerClient();
        return builder.UseOrleans(static silo =>
        {
            silo.AddMemoryGrainStorageAsDefault();
            silo.UseInMemoryReminderService();
        });
    }

    // The sample is told what happens by its observer.
    private sealed class NoJournal : IFleetJournal
    {
        public void Record(FleetEvent happened)
        {
        }
    }
}
