using System.Collections.Concurrent;
using Autoscaler.Cloud.Copies;
using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Keys;
using Autoscaler.Cloud.Metrics;
using Autoscaler.Cloud.Prices;
using Autoscaler.Cloud.Registries;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Cloud.Tags;
using Autoscaler.Cloud.Weights;
using Autoscaler.Contracts.Slots;
using Autoscaler.Decisions.Catalog;

namespace Autoscaler.Simulation.Benchmarks;

/// <summary>A cloud in which everything is there at once, so that a benchmark measures the grains and not the waiting.</summary>
internal sealed class InstantCloud(TimeProvider clock) : IInstanceCloud, ICopyHost, ISnapshotStore, IMetricSource, IPriceList, IImageRegistry, IWeightStore, IKeyVault, ITaggedResources
{
    private readonly ConcurrentDictionary<InstanceId, Hosted> _hosts = new();

    public TimeSpan Period => TimeSpan.FromSeconds(10);

    public Task<LaunchResult> LaunchAsync(LaunchRequest request, CancellationToken cancellationToken)
    {
        var instance = new InstanceId(request.Token.Value);
        _hosts[instance] = new Hosted(request.Images, []);
        return Task.FromResult<LaunchResult>(new LaunchResult.Accepted(instance, request.Pools[0], clock.GetUtcNow(), []));
    }

    public Task<InstanceStatus> DescribeAsync(InstanceId instance, CancellationToken cancellationToken) =>
        Task.FromResult<InstanceStatus>(_hosts.ContainsKey(instance) ? new InstanceStatus.Running(clock.GetUtcNow()) : new InstanceStatus.Gone());

    public Task TerminateAsync(InstanceId instance, CancellationToken cancellationToken)
    {
        _hosts.TryRemove(instance, out _);
        return Task.CompletedTask;
    }

    public Task<CopyOrderResult> StartAsync(InstanceId instance, CopyOrder order, CancellationToken cancellationToken)
    {
        _hosts.AddOrUpdate(
            instance,
            static key => throw new InvalidOperationException($"There is no instance {key}."),
            (_, host) => host with { Copies = host.Copies.Add(order.Id) });
        return Task.FromResult(CopyOrderResult.Accepted);
    }

    public Task DrainAsync(InstanceId instance, CopyId copy, CancellationToken cancellationToken) => StopAsync(instance, copy, cancellationToken);

    public Task<bool> UndrainAsync(InstanceId instance, CopyId copy, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task StopAsync(InstanceId instance, CopyId copy, CancellationToken cancellationToken)
    {
        if (_hosts.TryGetValue(instance, out var host))
        {
            _hosts[instance] = host with { Copies = host.Copies.Remove(copy) };
        }

        return Task.CompletedTask;
    }

    Task<HostStatus?> ICopyHost.DescribeAsync(InstanceId instance, CancellationToken cancellationToken)
    {
        if (!_hosts.TryGetValue(instance, out var host))
        {
            return Task.FromResult<HostStatus?>(null);
        }

        var now = clock.GetUtcNow();
        return Task.FromResult<HostStatus?>(new HostStatus(
            new DiskContents([.. host.Images.Select(image => image.Image)], []),
            [.. host.Copies.Select(copy => new CopyStatus { Id = copy, Phase = CopyPhase.Ready, PhaseEnteredAt = now, ReadyAt = now })]));
    }

    public Task<BuildResult> BuildAsync(SnapshotBuild build, CancellationToken cancellationToken) => Task.FromResult<BuildResult>(new BuildResult.Accepted());

    public Task<BuildStatus> DescribeAsync(SnapshotBuild build, CancellationToken cancellationToken) =>
        Task.FromResult<BuildStatus>(new BuildStatus.Ready(new SnapshotId(build.Token), build.Image.CompressedSize));

    public Task<RestoreResult> SetRestoreAsync(SnapshotBuild build, RestoreSetting setting, CancellationToken cancellationToken) =>
        Task.FromResult<RestoreResult>(new RestoreResult.Accepted());

    public Task DeleteAsync(SnapshotBuild build, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<ImmutableArray<TaggedResource>> ListAsync(EndpointId endpoint, CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<TaggedResource>>([]);

    public Task EvictAsync(InstanceId instance, ImageDigest content, CancellationToken cancellationToken) => Task.CompletedTask;

    Task<WeightsLookup> IWeightStore.ResolveAsync(string location, CancellationToken cancellationToken) =>
        Task.FromResult<WeightsLookup>(new WeightsLookup.NotFound("There is no store."));

    public Task<ImageLookup> ResolveAsync(string reference, CancellationToken cancellationToken) =>
        Task.FromResult<ImageLookup>(new ImageLookup.NotFound("There is no registry."));

    public Task<KeyResult> EnsureAsync(EndpointId endpoint, CancellationToken cancellationToken) => Task.FromResult<KeyResult>(new KeyResult.Ready(new KeyId($"key-{endpoint}")));

    public Task RevokeGrantsAsync(EndpointId endpoint, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ScheduleDeletionAsync(EndpointId endpoint, TimeSpan wait, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<ImmutableArray<TaggedResource>> ListAsync(EndpointId? endpoint, CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<TaggedResource>>([]);

    public Task DeleteAsync(TaggedResource resource, CancellationToken cancellationToken) => Task.CompletedTask;

    // The benchmark brings the samples itself.
    public Task<MetricQueryResult> QueryAsync(ImmutableArray<MetricQuery> queries, DateTimeOffset startsFrom, DateTimeOffset startsBefore, CancellationToken cancellationToken) =>
        Task.FromResult<MetricQueryResult>(new MetricQueryResult.Throttled(TimeSpan.FromMinutes(1)));

    public UsdPerHour? PriceOf(InstanceTypeName type) => InstanceTypeCatalog.Find(type)?.OnDemandPrice;

    // Little, for it counts towards what an endpoint weighs.
    private readonly record struct Hosted(ImmutableArray<ImageSource> Images, ImmutableArray<CopyId> Copies);
}
