using Autoscaler.SiloHost.Options;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.SingleProcess;

namespace Autoscaler.SiloHost;

/// <summary>Hosts the grains in this process: our own host of the Orleans API, never a cluster.</summary>
internal static class GrainRuntime
{
    private const string DatabaseName = "grains.db";

    /// <summary>What the runtime cannot do of what was asked.</summary>
    public static IEnumerable<OptionError> ErrorsIn(SiloHostOptions options) => [];

    public static HostApplicationBuilder UseGrainRuntime(this HostApplicationBuilder builder, SiloHostOptions options) => builder.UseOrleans(silo =>
    {
        silo.UseStrictMode(options.IsStrict);
        if (options.DataFolder is { } folder)
        {
            silo.AddSqliteGrainStorageAsDefault(storage => storage.Path = Path.Combine(folder, DatabaseName));
        }
        else
        {
            silo.AddMemoryGrainStorageAsDefault();
        }

        silo.UseGrainStorageReminderService();
    });
}
