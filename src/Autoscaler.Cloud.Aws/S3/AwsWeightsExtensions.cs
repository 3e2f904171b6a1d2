using Autoscaler.Cloud.Aws.Access;
using Autoscaler.Cloud.Weights;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Autoscaler.Cloud.Aws.S3;

/// <summary>Registers S3 as the store of weights.</summary>
public static class AwsWeightsExtensions
{
    /// <summary>Adds <see cref="IWeightStore"/> over S3. Safe to call twice: the first one stays.</summary>
    public static IServiceCollection AddAwsWeights(this IServiceCollection services, AwsOptions connection)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(connection);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IWeightStore>(provider => new S3WeightStore(new AwsConnection(connection), provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
