using Amazon.Runtime;
using Autoscaler.Cloud.Aws.Access;
using Autoscaler.Cloud.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Autoscaler.Cloud.Aws.CloudWatch;

/// <summary>Registers CloudWatch as the source of demand.</summary>
public static class AwsMetricsExtensions
{
    /// <summary>Adds <see cref="IMetricSource"/> over CloudWatch. Safe to call twice: the first one stays.</summary>
    /// <param name="services">The services.</param>
    /// <param name="connection">How AWS is called.</param>
    /// <param name="options">The metrics.</param>
    /// <param name="credentials">Who calls; null, the default, for the SDK's own chain.</param>
    /// <exception cref="ArgumentException">The options are wrong; the message says all of it.</exception>
    public static IServiceCollection AddAwsMetrics(this IServiceCollection services, AwsOptions connection, AwsMetricOptions options, AWSCredentials? credentials = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(options);
        BrokenOptions.ThrowIfAny(options.Check(), nameof(options));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IMetricSource>(provider =>
            ActivatorUtilities.CreateInstance<CloudWatchMetricSource>(provider, new AwsConnection(connection, credentials, Environment.GetEnvironmentVariable), options));
        return services;
    }
}
