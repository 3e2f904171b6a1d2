using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Orleans.SingleProcess.Simulation.Faults;

/// <summary>Registers storage for a simulated host.</summary>
public static class SimulatedStorageExtensions
{
    /// <summary>Registers a storage whose writes have the faults of the host's plan; without a plan it is as it is given. It outlives crashes.</summary>
    public static ISiloBuilder AddSimulatedGrainStorage(this ISiloBuilder builder, string name, IGrainStorage storage)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(storage);
        builder.Services.AddGrainStorage<IGrainStorage>(name, (services, _) =>
            services.GetService<FaultInjector>() is { } faults
                ? new FaultyGrainStorage(storage, faults, services.GetRequiredService<TimeProvider>())
                : storage);
        return builder;
    }
}
