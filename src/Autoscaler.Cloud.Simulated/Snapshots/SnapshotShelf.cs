using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Simulated.Costs;
using Autoscaler.Cloud.Simulated.Events;
using Autoscaler.Cloud.Simulated.Mishaps;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Simulated.Snapshots;

/// <summary>
/// Builds of snapshots and what is left of them. A builder boots, pulls and unpacks to its volume, and goes; the volume becomes a snapshot, and goes. A failed build
/// leaves its volume behind until it is deleted.
/// </summary>
internal sealed class SnapshotShelf(SimulatedCloudOptions options, WorldEvents events, RandomStreams random, CostLedger ledger, MishapBook mishaps)
{
    private const double HoursPerMonth = 730;

    private readonly SortedDictionary<string, StoredBuild> _builds = new(StringComparer.Ordinal);
    private readonly SortedDictionary<SnapshotId, StoredBuild> _restorable = [];
    private readonly HashSet<(EndpointId Owner, WeightsVersion Weights, ZoneName? Zone)> _billedWeights = [];
    private readonly CallThrottle _throttle = new("build", options.Instances, random, mishaps);

    public BuildResult Begin(SnapshotBuild request)
    {
        if (_builds.TryGetValue(request.Token, out var known))
        {
            return known.Stage == BuildStage.Deleting ? new BuildResult.Throttled(options.Snapshots.DeletionTime) : new BuildResult.Accepted();
        }

        if (_throttle.Next() is { } retryAfter)
        {
            return new BuildResult.Throttled(retryAfter);
        }

        if (request.Image.CompressedSize.Value <= 0)
        {
            return new BuildResult.Rejected($"The image {request.Image.Digest} has no bytes.");
        }

        var number = events.Now.UtcTicks;
        var build = new StoredBuild(request, number, options.Rates.UnpackedSizeOf(request.Image.CompressedSize));
        var chance = random.Of("build", request.Token);
        var factor = chance.NextFactor(options.Snapshots.BuildSpread);
        var fails = chance.NextChance(options.Snapshots.BuildFailureRatio) && mishaps.MayHappen;
        _builds.Add(request.Token, build);
        ledger.Begin(request.Endpoint, CostKind.Builder, options.Prices.Builder);
        var pull = TimeSpan.FromSeconds(request.Image.CompressedSize.Value / options.Snapshots.PullBytesPerSecond * factor);
        events.Schedule(events.Now + options.Snapshots.BuilderBootTime + pull, () => EndPull(build, factor, fails));
        return new BuildResult.Accepted();
    }

    public BuildStatus Describe(SnapshotBuild request) =>
        !_builds.TryGetValue(request.Token, out var build) ? new BuildStatus.Gone() : build.Stage switch
        {
            BuildStage.Pulling or BuildStage.Snapshotting => new BuildStatus.Building(),
            BuildStage.Ready => new BuildStatus.Ready(build.Snapshot),
            BuildStage.Failed => new BuildStatus.Failed("The builder's pull ended with an error."),
            BuildStage.Deleting => new BuildStatus.Gone(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public void Delete(SnapshotBuild request)
    {
        if (!_builds.TryGetValue(request.Token, out var build) || build.Stage == BuildStage.Deleting)
        {
            return;
        }

        if (build.Stage == BuildStage.Pulling)
        {
            ledger.End(build.Owner, CostKind.Builder, options.Prices.Builder);
        }

        if (build.HasSnapshot)
        {
            _restorable.Remove(build.Snapshot);
            ledger.End(build.Owner, CostKind.Snapshot, StoragePriceOf(build));
            foreach (var _ in build.FastRestoreZones)
            {
                ledger.End(build.Owner, CostKind.Restore, options.Prices.FastRestore);
            }
        }

        build.Stage = BuildStage.Deleting;
        events.Schedule(events.Now + options.Snapshots.DeletionTime, () => _builds.Remove(request.Token));
    }

    /// <summary>A snapshot that can be restored; null where there is none of that id.</summary>
    public StoredSnapshot? Find(SnapshotId id) =>
        _restorable.TryGetValue(id, out var build) ? new StoredSnapshot(id, build.Owner, build.WrittenFor, build.Image, build.UnpackedSize) : null;

    /// <summary>Puts other bytes into a snapshot than its build wrote.</summary>
    public void Replace(SnapshotId id, ImageDigest image, EndpointId writtenFor)
    {
        if (_restorable.TryGetValue(id, out var build))
        {
            (build.Image, build.WrittenFor) = (image, writtenFor);
        }
    }

    /// <summary>Bills a restored volume.</summary>
    public void ChargeInitialization(StoredSnapshot snapshot) =>
        ledger.Charge(snapshot.Owner, CostKind.Restore, options.Prices.InitializationUsdPerGigabyte * (decimal)snapshot.UnpackedSize.Gigabytes);

    /// <summary>Bills fast restore in a zone from now on, unless it is billed already.</summary>
    public void UseFastRestore(SnapshotId id, ZoneName zone)
    {
        if (_restorable.TryGetValue(id, out var build) && build.FastRestoreZones.Add(zone))
        {
            ledger.Begin(build.Owner, CostKind.Restore, options.Prices.FastRestore);
        }
    }

    /// <summary>Bills a restored volume with weights, and from the first one on their snapshot and, by zone, its fast restore.</summary>
    public void ChargeWeights(EndpointId owner, WeightsSource source, ZoneName zone)
    {
        var (weights, gigabytes) = (source.Weights.Version, source.Weights.Size.Gigabytes);
        if (_billedWeights.Add((owner, weights, null)))
        {
            ledger.Begin(owner, CostKind.Snapshot, new UsdPerHour(options.Prices.SnapshotUsdPerGigabyteMonth * (decimal)(gigabytes / HoursPerMonth)));
        }

        if (source.Mechanism == StartupMechanism.SnapshotRate)
        {
            ledger.Charge(owner, CostKind.Restore, options.Prices.InitializationUsdPerGigabyte * (decimal)gigabytes);
        }
        else if (source.Mechanism == StartupMechanism.SnapshotFsr && _billedWeights.Add((owner, weights, zone)))
        {
            ledger.Begin(owner, CostKind.Restore, options.Prices.FastRestore);
        }
    }

    public IEnumerable<LiveResource> Live()
    {
        foreach (var build in _builds.Values)
        {
            var origin = new ResourceOrigin.Build(build.RequestedImage, build.Attempt);
            if (build.HasBuilder)
            {
                yield return new LiveResource(new TaggedResource(TaggedResourceKind.Builder, build.BuilderId, build.Owner), origin);
            }

            if (build.HasVolume)
            {
                yield return new LiveResource(new TaggedResource(TaggedResourceKind.Volume, build.VolumeId, build.Owner), origin);
            }

            if (build.HasSnapshot)
            {
                yield return new LiveResource(new TaggedResource(TaggedResourceKind.Snapshot, build.Snapshot.Value, build.Owner), origin);
            }
        }
    }

    public IEnumerable<HeldBytes> Held()
    {
        foreach (var build in _builds.Values)
        {
            if (build.HasVolume)
            {
                yield return new HeldBytes(build.Owner, TaggedResourceKind.Volume, build.VolumeId, build.Image.Value, build.Owner);
            }

            if (build.HasSnapshot)
            {
                yield return new HeldBytes(build.Owner, TaggedResourceKind.Snapshot, build.Snapshot.Value, build.Image.Value, build.WrittenFor);
            }
        }
    }

    private void EndPull(StoredBuild build, double factor, bool fails)
    {
        if (build.Stage != BuildStage.Pulling)
        {
            return;
        }

        build.HasBuilder = false;
        ledger.End(build.Owner, CostKind.Builder, options.Prices.Builder);
        build.Stage = fails ? BuildStage.Failed : BuildStage.Snapshotting;
        if (fails)
        {
            mishaps.OnBuildFailed();
            return;
        }

        build.HasSnapshot = true;
        ledger.Begin(build.Owner, CostKind.Snapshot, StoragePriceOf(build));
        var copying = TimeSpan.FromSeconds(build.UnpackedSize.Value / options.Snapshots.SnapshotBytesPerSecond * factor);
        events.Schedule(events.Now + copying, () => EndSnapshot(build));
    }

    private void EndSnapshot(StoredBuild build)
    {
        if (build.Stage == BuildStage.Snapshotting)
        {
            build.Stage = BuildStage.Ready;
            build.HasVolume = false;
            _restorable.Add(build.Snapshot, build);
        }
    }

    private UsdPerHour StoragePriceOf(StoredBuild build) =>
        new(options.Prices.SnapshotUsdPerGigabyteMonth * (decimal)(build.UnpackedSize.Gigabytes / HoursPerMonth));

    private enum BuildStage
    {
        Pulling,
        Snapshotting,
        Ready,
        Failed,
        Deleting,
    }

    private sealed class StoredBuild(SnapshotBuild request, long number, ByteCount unpackedSize)
    {
        public EndpointId Owner { get; } = request.Endpoint;

        /// <summary>The endpoint whose bytes it holds.</summary>
        public EndpointId WrittenFor { get; set; } = request.Endpoint;

        public ImageDigest Image { get; set; } = request.Image.Digest;

        /// <summary>The image that it was asked to hold.</summary>
        public ImageDigest RequestedImage { get; } = request.Image.Digest;

        public int Attempt { get; } = request.Attempt;

        public ByteCount UnpackedSize { get; } = unpackedSize;

        public string BuilderId { get; } = StableIds.Of("i", $"builder/{request.Token}", number);

        public string VolumeId { get; } = StableIds.Of("vol", $"builder/{request.Token}", number);

        public SnapshotId Snapshot { get; } = new(StableIds.Of("snap", request.Token, number));

        public SortedSet<ZoneName> FastRestoreZones { get; } = [];

        public BuildStage Stage { get; set; } = BuildStage.Pulling;

        public bool HasBuilder { get; set; } = true;

        public bool HasVolume { get; set; } = true;

        public bool HasSnapshot { get; set; }
    }
}
