using Amazon.Runtime;
using Autoscaler.Cloud.Aws.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Autoscaler.Cloud.Aws;

/// <summary>Registers AWS behind the ports.</summary>
public static class AwsCloudExtensions
{
    /// <summary>
    /// Adds instances, snapshots, keys, tags and prices on AWS, with the credentials that are registered or, where none are, those that the SDK finds. Safe to call twice:
    /// the first options stay.
    /// </summary>
    /// <exception cref="OptionsValidationException">The options cannot be used; it names every error.</exception>
    public static IServiceCollection AddAwsCloud(this IServiceCollection services, AwsCloudOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        var errors = AwsCloudOptionsValidator.ErrorsOf(options);
        if (!errors.IsEmpty)
        {
            throw new OptionsValidationException(nameof(AwsCloudOptions), typeof(AwsCloudOptions), errors);
        }

        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(options);
        services.TryAddSingleton(static provider => new AwsConnection(
            provider.GetRequiredService<AwsCloudOptions>().Connection, provider.GetService<AWSCredentials>(), Environment.GetEnvironmentVariable));
        services.TryAddSingleton(static provider => new CallDeadline(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<AwsCloudOptions>().Connection.CallTimeout));
        services.TryAddSingleton(static provider => AwsPorts.Create(
            provider.GetRequiredService<AwsCloudOptions>(),
            provider.GetRequiredService<AwsConnection>(),
            provider.GetRequiredService<CallDeadline>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Microsoft.Extensions.Logging.ILoggerFactory>()));
        services.TryAddSingleton(static provider => provider.GetRequiredService<AwsPorts>().Instances);
        services.TryAddSingleton(static provider => provider.GetRequiredService<AwsPorts>().Snapshots);
        services.TryAddSingleton(static provider => provider.GetRequiredService<AwsPorts>().Keys);
        services.TryAddSingleton(static provider => provider.GetRequiredService<AwsPorts>().Tags);
        services.TryAddSingleton(static provider => provider.GetRequiredService<AwsPorts>().Prices);
        return services;
    }
}
