using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.TestingHost;

namespace Autoscaler.GrainRuntime.Tests.Hosts;

/// <summary>Three silos in one process that talk as if they were not, with one storage, and a client.</summary>
internal sealed class ClusterRuntimeHost : RuntimeHost
{
    private const short SiloCount = 3;

    private readonly SharedGrainStorage _storage = new();
    private InProcessTestCluster? _cluster;

    public override IGrainFactory Grains => _cluster!.Client;

    public override TimeProvider Clock => TimeProvider.System;

    public static async Task<ClusterRuntimeHost> StartAsync(HostOptions options)
    {
        var started = new ClusterRuntimeHost();
        var builder = new InProcessTestClusterBuilder(SiloCount);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(started.Probe);
            options.Services(silo.Services, () => started.Clock);
            silo.Services.AddGrainStorage("Default", (_, _) => started._storage);
            silo.UseInMemoryReminderService();
            silo.Configure<ClusterMembershipOptions>(static membership =>
            {
                membership.ProbeTimeout = TimeSpan.FromSeconds(1);
                membership.NumMissedProbesLimit = 2;
                membership.NumVotesForDeathDeclaration = 1;
                membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            });
            options.Silo(silo);
        });
        started._cluster = builder.Build();
        await started._cluster.DeployAsync();
        return started;
    }

    public override Task RunAsync(Func<Task> client) => client();

    /// <summary>Ends one silo as a power cut would, and starts another in its place.</summary>
    /// <param name="index">Which, from 0.</param>
    public async Task LoseSiloAsync(int index)
    {
        await _cluster!.KillSiloAsync(_cluster.Silos[index]);
        await _cluster.StartAdditionalSiloAsync();
        await _cluster.WaitForLivenessToStabilizeAsync(didKill: true);
    }

    public override async ValueTask DisposeAsync() => await _cluster!.DisposeAsync();
}
