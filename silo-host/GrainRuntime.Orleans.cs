using System.Globalization;
using Autoscaler.SiloHost.Options;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Autoscaler.SiloHost;

/// <summary>
/// Hosts the grains in an Orleans silo: for now one silo on this machine, for development. This is where the cluster build grows: clustering, durable storage and
/// endpoints from the configuration in place of the two lines below.
/// </summary>
internal static class GrainRuntime
{
    private const double RealTime = 1;

    /// <summary>
    /// What the runtime cannot do of what was asked. Orleans takes its own probes and deadlines from the same clock as the grains, so it runs in real time only; its
    /// memory storage is lost with the silo.
    /// </summary>
    public static IEnumerable<OptionError> ErrorsIn(SiloHostOptions options)
    {
        if (options.Speed != RealTime)
        {
            yield return new OptionError(CommandLine.SpeedName, "1, with GrainRuntime=Orleans", options.Speed.ToString(CultureInfo.InvariantCulture));
        }

        if (options.DataFolder is { } folder)
        {
            yield return new OptionError(CommandLine.DataName, "nothing, with GrainRuntime=Orleans", folder);
        }
    }

    public static HostApplicationBuilder UseGrainRuntime(this HostApplicationBuilder builder, SiloHostOptions options) => builder.UseOrleans(static silo =>
    {
        silo.UseLocalhostClustering();
        silo.AddMemoryGrainStorageAsDefault();
    });
}
