using Autoscaler.Cloud.Aws.Access;
using Autoscaler.Cloud.Registries;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Autoscaler.Cloud.Aws.Ecr;

/// <summary>Registers ECR as the registry of images.</summary>
public static class AwsRegistryExtensions
{
    /// <summary>Adds <see cref="IImageRegistry"/> over ECR. Safe to call twice: the first one stays.</summary>
    /// <exception cref="ArgumentException">The options are wrong; the message says all of it.</exception>
    public static IServiceCollection AddAwsRegistry(this IServiceCollection services, AwsOptions connection, AwsRegistryOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(options);
        BrokenOptions.ThrowIfAny(options.Check(), nameof(options));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IImageRegistry>(provider => new EcrImageRegistry(new AwsConnection(connection), options, provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
