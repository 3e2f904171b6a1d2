using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Orleans.Runtime.Hosting;

/// <summary>Registers grain storage. A named storage is a keyed <see cref="IGrainStorage"/> service.</summary>
public static class StorageProviderExtensions
{
    /// <summary>Registers a storage provider under this name.</summary>
    public static IServiceCollection AddGrainStorage<T>(
        this IServiceCollection collection, string name, Func<IServiceProvider, string, T> implementationFactory)
        where T : IGrainStorage
    {
        ArgumentNullException.ThrowIfNull(collection);
        ArgumentNullException.ThrowIfNull(implementationFactory);
        return collection.AddKeyedSingleton<IGrainStorage>(name, (services, _) => implementationFactory(services, name));
    }
}
