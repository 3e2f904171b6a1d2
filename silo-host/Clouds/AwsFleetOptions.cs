using Autoscaler.Cloud.Aws;
using Autoscaler.Cloud.Aws.CloudWatch;
using Autoscaler.Cloud.Aws.DynamoDb;
using Autoscaler.Cloud.Aws.Ecr;
using Autoscaler.Contracts.Clients;
using Autoscaler.Decisions.Watching;

namespace Autoscaler.SiloHost.Clouds;

/// <summary>A fleet on AWS, as the configuration section <c>Aws</c> describes it.</summary>
/// <param name="Cloud">Instances, keys, prices and how AWS is called.</param>
/// <param name="Metrics">Where demand comes from.</param>
/// <param name="Watching">How often demand is asked for.</param>
/// <param name="Registry">Where images come from.</param>
/// <param name="GrainStorage">The table that a host of one process keeps its grains in; null for the data folder.</param>
/// <param name="FormerSecrets">Secrets of slot tokens that instances may still show, the latest first; new tokens are made with the cloud's.</param>
internal sealed record AwsFleetOptions(
    AwsCloudOptions Cloud, AwsMetricOptions Metrics, WatchPolicy Watching, AwsRegistryOptions Registry, AwsGrainStorageOptions? GrainStorage,
    ImmutableArray<SlotTokenSecret> FormerSecrets);
