using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.SingleProcess.Storage;
using Orleans.Storage;

namespace Orleans.Hosting;

/// <summary>Registers grain storage. A named storage is a keyed <see cref="IGrainStorage"/> service.</summary>
public static class GrainStorageExtensions
{
    private const string DefaultStorageName = "Default";

    /// <summary>Registers a storage provider under this name.</summary>
    public static IServiceCollection AddGrainStorage<T>(
        this IServiceCollection collection, string name, Func<IServiceProvider, string, T> implementationFactory)
        where T : IGrainStorage
    {
        ArgumentNullException.ThrowIfNull(collection);
        ArgumentNullException.ThrowIfNull(implementationFactory);
        return collection.AddKeyedSingleton<IGrainStorage>(name, (services, _) => implementationFactory(services, name));
    }

    /// <summary>Registers a storage in memory, lost with the host.</summary>
    public static ISiloBuilder AddMemoryGrainStorage(
        this ISiloBuilder builder, string name, Action<OptionsBuilder<MemoryGrainStorageOptions>>? configureOptions = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        configureOptions?.Invoke(builder.Services.AddOptions<MemoryGrainStorageOptions>(name));
        builder.Services.AddGrainStorage(name, static (_, _) => new MemoryGrainStorage());
        return builder;
    }

    /// <summary>Registers a storage in memory as the one that states without a storage name use.</summary>
    public static ISiloBuilder AddMemoryGrainStorageAsDefault(
        this ISiloBuilder builder, Action<OptionsBuilder<MemoryGrainStorageOptions>>? configureOptions = null) =>
        builder.AddMemoryGrainStorage(DefaultStorageName, configureOptions);

    /// <summary>Makes System.Text.Json the serializer of storages that keep bytes.</summary>
    public static ISiloBuilder UseSystemTextJsonGrainStorageSerializer(this ISiloBuilder siloBuilder)
    {
        ArgumentNullException.ThrowIfNull(siloBuilder);
        siloBuilder.Services.TryAddSingleton<IGrainStorageSerializer, JsonStateSerializer>();
        return siloBuilder;
    }
}
