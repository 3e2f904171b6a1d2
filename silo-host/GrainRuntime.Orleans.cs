using Autoscaler.SiloHost.Cluster;
using Autoscaler.SiloHost.Options;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Autoscaler.SiloHost;

/// <summary>Hosts the grains in a silo of an Orleans cluster.</summary>
internal static class GrainRuntime
{
    /// <summary>What it can do.</summary>
    public static RuntimeTraits Traits => RuntimeTraits.Orleans;

    /// <summary>It keeps nothing in folders.</summary>
    public static void CheckFiles(string folder)
    {
    }

    /// <summary>Adds it to the program.</summary>
    public static IHostApplicationBuilder UseGrainRuntime(this IHostApplicationBuilder builder, SiloHostOptions options) => builder.UseOrleans(silo =>
    {
        var cluster = options.Cluster;
        silo.UseClustering(cluster);
        silo.UseStores(cluster);
        silo.UseSiloTls(cluster.Tls);
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = cluster.Membership.ProbeTimeout;
            membership.NumMissedProbesLimit = cluster.Membership.MissedProbes;
            membership.NumVotesForDeathDeclaration = cluster.Membership.Votes;
            membership.TableRefreshTimeout = cluster.Membership.TableRefreshPeriod;
        });
        // One grain that hangs in its end shall not use up what the whole silo may take.
        silo.Configure<GrainCollectionOptions>(collection => collection.DeactivationTimeout = cluster.DrainTimeout / 2);
    });
}
