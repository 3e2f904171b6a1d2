using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Runtime.Hosting;
using Orleans.SingleProcess.Storage;
using Orleans.Storage;

namespace Orleans.Hosting;

/// <summary>Registers grain storage in a SQLite file; this host's own, not part of Orleans.</summary>
public static class SqliteGrainStorageExtensions
{
    private const string DefaultStorageName = "Default";

    /// <summary>Registers a storage in one SQLite file. It uses the registered <see cref="IGrainStorageSerializer"/>, or else System.Text.Json.</summary>
    public static ISiloBuilder AddSqliteGrainStorage(
        this ISiloBuilder builder, string name, Action<SqliteGrainStorageOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configureOptions);
        builder.Services.AddOptions<SqliteGrainStorageOptions>(name)
            .Configure(configureOptions)
            .Validate(static options => options.Path.Length > 0, $"SQLite grain storage '{name}': the path is empty.")
            .ValidateOnStart();
        builder.Services.AddGrainStorage(name, static (services, storageName) => new SqliteGrainStorage(
            services.GetRequiredService<IOptionsMonitor<SqliteGrainStorageOptions>>().Get(storageName).Path,
            services.GetService<IGrainStorageSerializer>() ?? new JsonStateSerializer()));
        return builder;
    }

    /// <summary>Registers a storage in one SQLite file as the one that states without a storage name use.</summary>
    public static ISiloBuilder AddSqliteGrainStorageAsDefault(this ISiloBuilder builder, Action<SqliteGrainStorageOptions> configureOptions) =>
        builder.AddSqliteGrainStorage(DefaultStorageName, configureOptions);
}
