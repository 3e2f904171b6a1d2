using Autoscaler.Cloud.Simulated.Calls;
using Autoscaler.Grains.Storage;
using Autoscaler.SiloHost.Clouds;
using Autoscaler.SiloHost.Journal;
using Autoscaler.SiloHost.Options;
using Autoscaler.Cloud.Aws.DynamoDb;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.SingleProcess;
using Orleans.Storage;

namespace Autoscaler.SiloHost;

/// <summary>Hosts the grains in this process: our own host of the Orleans API, never a cluster.</summary>
internal static class GrainRuntime
{
    private const string DatabaseName = "grains.db";

    /// <summary>What it can do.</summary>
    public static RuntimeTraits Traits => RuntimeTraits.SingleProcess;

    /// <summary>Looks at what it keeps in a folder before it is used.</summary>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public static void CheckFiles(string folder)
    {
        DatabaseFile.Check(Path.Combine(folder, DatabaseName));
        DatabaseFile.Check(Path.Combine(folder, CloudLogFile.Name));
        DatabaseFile.Check(Path.Combine(folder, FleetJournalExtensions.FileName));
    }

    /// <summary>Adds it to the program.</summary>
    public static IHostApplicationBuilder UseGrainRuntime(this IHostApplicationBuilder builder, SiloHostOptions options) => builder.UseOrleans(silo =>
    {
        silo.UseStrictMode(options.IsStrict);
        if (options.DataFolder is { } folder)
        {
            if (options.Aws?.GrainStorage is null)
            {
                silo.Services.AddSingleton<IGrainStorageSerializer>(new VersionedStateSerializer(StateFormat.Json));
            }

            silo.Services.AddSingleton<ICloudLog>(_ => new CloudLogFile(Path.Combine(folder, CloudLogFile.Name), options.Seed));
        }

        if (options.Aws is { GrainStorage: { } table } aws)
        {
            silo.Services.AddSingleton<IGrainStorageSerializer>(new VersionedStateSerializer(StateFormat.BrotliJson, VersionedStateSerializer.MaxDynamoDbBytes));
            silo.Services.AddAwsGrainStorageAsDefault(aws.Cloud.Connection, table);
        }
        else if (options.DataFolder is { } state)
        {
            silo.AddSqliteGrainStorageAsDefault(storage => storage.Path = Path.Combine(state, DatabaseName));
        }
        else
        {
            silo.AddMemoryGrainStorageAsDefault();
        }

        silo.UseGrainStorageReminderService();
    });
}
