using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Simulated.Costs;
using Autoscaler.Cloud.Simulated.Events;
using Autoscaler.Cloud.Simulated.Mishaps;
using Autoscaler.Cloud.Simulated.Keys;
using Autoscaler.Cloud.Snapshots;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Specs;

namespace Autoscaler.Cloud.Simulated.Snapshots;

/// <summary>
/// Builds of snapshots and what is left of them. A builder boots, pulls and unpacks to its volume, and goes; the volume becomes a snapshot, and goes. A failed build
/// leaves its volume behind until it is deleted.
/// </summary>
internal sealed class SnapshotShelf(SimulatedCloudOptions options, WorldEvents events, RandomStreams random, CostLedger ledger, MishapBook mishaps, KeyShelf keys)
{
    private const double HoursPerMonth = 730;

    private readonly SortedDictionary<string, StoredBuild> _builds = new(StringComparer.Ordinal);
    private readonly SortedDictionary<SnapshotId, StoredBuild> _restorable = [];
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

        if (request.Key is { } key && !keys.CanUse(key, request.Endpoint))
        {
            return new BuildResult.Rejected($"KMSKeyNotAccessible: {key} is not a key that endpoint {request.Endpoint} can use.");
        }

        // Weights are as large on a volume as in their store.
        var isWeights = WeightsContent.VersionOf(request.Image.Digest) is not null;
        var unpacked = isWeights ? request.Image.CompressedSize : options.Rates.UnpackedSizeOf(request.Image.CompressedSize);
        var build = new StoredBuild(request, events.Now.UtcTicks, unpacked);
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
            BuildStage.Ready => new BuildStatus.Ready(build.Snapshot, build.UnpackedSize),
            BuildStage.Failed => new BuildStatus.Failed("The builder's pull ended with an error."),
            BuildStage.Deleting => new BuildStatus.Gone(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public RestoreResult SetRestore(SnapshotBuild request, RestoreSetting setting)
    {
        if (!_builds.TryGetValue(request.Token, out var build) || build.Stage != BuildStage.Ready)
        {
            return new RestoreResult.Gone();
        }

        if (!setting.Zones.IsEmpty && build.FastRestore.Count == 0 && _builds.Values.Count(static other => other.FastRestore.Count > 0) >= options.Snapshots.FastRestoreQuota)
        {
            return new RestoreResult.NoFastRestore();
        }

        build.HasTemplate = true;
        foreach (var zone in build.FastRestore.Keys.Except(setting.Zones).ToArray())
        {
            DisableFastRestore(build, zone);
        }

        foreach (var zone in setting.Zones.Where(zone => !build.FastRestore.ContainsKey(zone)))
        {
            var prepares = options.Snapshots.FastRestoreTimePerTerabyte * (build.UnpackedSize.Gigabytes / 1000);
            build.FastRestore.Add(zone, new FastRestoreCredits(build.UnpackedSize, events.Now + prepares));
            ledger.Begin(build.Owner, CostKind.Restore, options.Prices.FastRestore);
        }

        return new RestoreResult.Accepted();
    }

    /// <summary>How a build is restored, as a text that changes with it; null where nothing was set.</summary>
    public string? RestoreOf(SnapshotBuild request) =>
        _builds.TryGetValue(request.Token, out var build) && build.HasTemplate ? $"template {string.Join(' ', build.FastRestore.Keys)}" : null;

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
        }

        foreach (var zone in build.FastRestore.Keys.ToArray())
        {
            DisableFastRestore(build, zone);
        }

        build.HasTemplate = false;
        build.Stage = BuildStage.Deleting;
        events.Schedule(events.Now + options.Snapshots.DeletionTime, () => _builds.Remove(request.Token));
    }

    /// <summary>Deletes one thing that was listed; of a build, whatever is left goes with it.</summary>
    public void Delete(TaggedResource resource)
    {
        foreach (var build in _builds.Values.Where(build => build.Live().Any(live => live.Kind == resource.Kind && live.Id == resource.Id)).ToArray())
        {
            Delete(build.Request);
        }
    }

    /// <summary>The endpoint's snapshot of a build, if it can be restored with the endpoint's key: there is no other way to come by one.</summary>
    public StoredSnapshot? Find(EndpointId owner, ImageDigest content, int build)
    {
        var token = new SnapshotBuild(owner, new ImageSpec(string.Empty, content, default), build).Token;
        return _builds.TryGetValue(token, out var found) && found.Stage == BuildStage.Ready && (found.Request.Key is not { } key || keys.CanUse(key, owner))
            ? new StoredSnapshot(found.Snapshot, found.Owner, found.WrittenFor, found.Image, found.UnpackedSize)
            : null;
    }

    /// <summary>Puts other bytes into a snapshot than its build wrote.</summary>
    public void Replace(SnapshotId id, ImageDigest image, EndpointId writtenFor)
    {
        if (_restorable.TryGetValue(id, out var build))
        {
            (build.Image, build.WrittenFor) = (image, writtenFor);
            mishaps.OnSnapshotReplaced();
        }
    }

    /// <summary>A snapshot is deleted by somebody else's hand.</summary>
    public void Lose(SnapshotId id)
    {
        if (_restorable.TryGetValue(id, out var build))
        {
            mishaps.OnSnapshotLost();
            Delete(build.Request);
        }
    }

    /// <summary>Bills a restored volume.</summary>
    public void ChargeInitialization(StoredSnapshot snapshot) =>
        ledger.Charge(snapshot.Owner, CostKind.Restore, options.Prices.InitializationUsdPerGigabyte * (decimal)snapshot.UnpackedSize.Gigabytes);

    /// <summary>
    /// Takes a credit of fast restore for a volume of the snapshot in the zone, which is then whole at once; without one, or where fast restore is off or still prepares, it
    /// hydrates as any other.
    /// </summary>
    public bool TakeFastRestore(SnapshotId id, ZoneName zone) =>
        _restorable.TryGetValue(id, out var build) && build.FastRestore.TryGetValue(zone, out var credits) && credits.TryTake(events.Now);

    public IEnumerable<LiveResource> Live()
    {
        foreach (var build in _builds.Values)
        {
            var origin = new ResourceOrigin.Build(build.Request.Image.Digest, build.Request.Attempt);
            foreach (var live in build.Live())
            {
                yield return new LiveResource(live, origin);
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

    private void DisableFastRestore(StoredBuild build, ZoneName zone)
    {
        if (build.FastRestore.Remove(zone))
        {
            ledger.End(build.Owner, CostKind.Restore, options.Prices.FastRestore);
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
}
