using System.Security.Cryptography;
using Autoscaler.Cloud.Aws.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Autoscaler.Cloud.Aws.DynamoDb;

/// <summary>
/// Registers DynamoDB as grain storage. For the host of one process, whose reminders live in a grain storage too; a cluster has Orleans' own providers for both.
/// </summary>
public static class AwsGrainStorageExtensions
{
    private const string DefaultStorageName = "Default";
    private const int EtagBytes = 16;

    /// <summary>Registers a storage in a table of DynamoDB. It uses the registered <see cref="IGrainStorageSerializer"/>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The storage's name.</param>
    /// <param name="connection">How AWS is called.</param>
    /// <param name="options">The table.</param>
    /// <exception cref="ArgumentException">The options are wrong; the message says all of it.</exception>
    public static IServiceCollection AddAwsGrainStorage(this IServiceCollection services, string name, AwsOptions connection, AwsGrainStorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(options);
        BrokenOptions.ThrowIfAny(options.Check(), nameof(options));
        services.TryAddSingleton(TimeProvider.System);
        services.AddKeyedSingleton(name, (provider, _) => new GrainTable(
            new AwsConnection(connection), options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<GrainTable>>()));
        services.AddKeyedSingleton<IGrainStorage>(name, (provider, key) => new DynamoDbGrainStorage(
            provider.GetRequiredKeyedService<GrainTable>(key), provider.GetRequiredService<IGrainStorageSerializer>(), NewEtag));
        return services;
    }

    /// <summary>Registers a storage in a table of DynamoDB as the one that states without a storage name use.</summary>
    public static IServiceCollection AddAwsGrainStorageAsDefault(this IServiceCollection services, AwsOptions connection, AwsGrainStorageOptions options) =>
        services.AddAwsGrainStorage(DefaultStorageName, connection, options);

    private static string NewEtag() => RandomNumberGenerator.GetHexString(2 * EtagBytes, lowercase: true);
}
