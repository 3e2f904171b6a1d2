using Autoscaler.Decisions;
using Autoscaler.Decisions.Startup;
using Autoscaler.Cloud.Copies;
using Autoscaler.Grains.Access;
using Autoscaler.Grains.Agents;
using Autoscaler.Grains.Demand;
using Autoscaler.Grains.Endpoints;
using Autoscaler.Grains.Journal;
using Autoscaler.Grains.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Autoscaler.Grains;

/// <summary>Registers what the grains need.</summary>
public static class GrainsServiceCollectionExtensions
{
    /// <summary>Adds the grains' services. A cloud's ports, an <see cref="Journal.IFleetJournal"/> and a default grain storage are the host's to add. Safe to call twice.</summary>
    public static IServiceCollection AddAutoscalerGrains(this IServiceCollection services, Action<FleetOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<FleetOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FleetOptions>, FleetOptionsValidator>());
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => new StartupModel(StartupRates.Default));
        services.TryAddSingleton<Decider>();
        services.TryAddSingleton<InstancePrices>();
        services.TryAddSingleton<AgentDesk>();
        services.AddMetrics();
        services.TryAddSingleton<FeedInstruments>();
        services.TryAddSingleton<DecisionInstruments>();
        services.TryAddSingleton<SlotInstruments>();
        services.TryAddSingleton<CacheInstruments>();
        services.TryAddSingleton<EventMeter>();
        services.TryAddSingleton<IJournalStore>(static services => new MemoryJournalStore(services.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<ISecretSource, SystemSecretSource>();
        return services;
    }

    /// <summary>Has copies run by agents on the instances, which report to their slots and are answered what to do. For clouds that cannot be told to start a container. Safe to call twice.</summary>
    public static IServiceCollection UseAgentHosts(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<ICopyHost>(static provider => provider.GetRequiredService<AgentDesk>());
        return services;
    }

    /// <summary>Has the host refuse what somebody may not call, by the caller in the request context. For hosts that others reach; a silo's every host needs it. Safe to call twice.</summary>
    public static IServiceCollection AddAutoscalerAccess(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IIncomingGrainCallFilter, AccessFilter>());
        return services;
    }

    /// <summary>Has the host wake its feeds when it starts, and whichever was lost after that. Add it behind the grain runtime, so that it starts after it.</summary>
    public static IServiceCollection AddFeedWaking(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddHostedService<FeedWaker>();
    }
}
