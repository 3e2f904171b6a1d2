using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Simulated.Events;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Startup;

namespace Autoscaler.Cloud.Simulated.Hosts;

/// <summary>
/// What lies on a host's disks and what is on its way there, over the shared resources of <see cref="HostTransfers"/>. What two copies need comes once.
/// </summary>
/// <param name="owner">The endpoint of the instance's tag.</param>
/// <param name="instance">The instance.</param>
/// <param name="rates">The parameters of starts.</param>
/// <param name="hostRates">What this host can move.</param>
/// <param name="volumeReadBytesPerSecond">What this host reads from a restored volume.</param>
/// <param name="events">The world's events.</param>
/// <param name="arrived">Told when a file becomes usable or whole.</param>
internal sealed class HostDisk(
    EndpointId owner, InstanceId instance, StartupRates rates, HostRates hostRates, double volumeReadBytesPerSecond, WorldEvents events, Action arrived)
{
    private const double BytesPerMebibyte = 1024d * 1024;

    private readonly HostTransfers _transfers = new(hostRates);
    private readonly DateTimeOffset _start = events.Now;
    private readonly SortedDictionary<string, HostFile> _images = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, HostFile> _weights = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, HostFile> _underWay = [];
    private readonly List<RestoredVolume> _volumes = [];
    private readonly List<HostFile> _unmounted = [];
    private int _nextKey;
    private int _wakes;
    private DiskContents? _contents;

    /// <summary>What lies whole on the disks.</summary>
    public DiskContents Contents => _contents ??= new DiskContents(
        [.. _images.Values.Where(IsWhole).Select(static file => new ImageDigest(file.Content))],
        [.. _weights.Values.Where(IsWhole).Select(static file => new WeightsVersion(file.Content))]);

    /// <summary>The image if it is there, or on its way.</summary>
    public HostFile? Find(ImageDigest image) => _images.GetValueOrDefault(image.Value);

    /// <summary>The weights if they are there, or on their way.</summary>
    public HostFile? Find(WeightsVersion weights) => _weights.GetValueOrDefault(weights.Value);

    /// <summary>The restored volumes as they are found at boot.</summary>
    public ImmutableArray<VolumeReading> Volumes =>
    [
        .. _volumes.OrderBy(static volume => volume.Source.Image).Select(volume => new VolumeReading(
            volume.Id, volume.Source.Image, volume.Source.Build!.Value, volume.Snapshot.Image, volume.Snapshot.Owner, MayMount(volume))),
    ];

    /// <summary>MiB/s at which volumes initialize now at provisioned rates.</summary>
    public int InitializationRate
    {
        get
        {
            TakeEndedUnseen();
            return _volumes.Where(volume => volume.Source.Mechanism == StartupMechanism.SnapshotRate && _underWay.Values.Any(file => file.Volume == volume.Id))
                .Sum(static volume => volume.InitializationRate);
        }
    }

    /// <summary>What lies whole on the instance's own disk.</summary>
    /// <param name="isInUse">Whether a copy uses a file.</param>
    public ImmutableArray<DiskFile> Files(Func<HostFile, bool> isInUse) =>
    [
        .. _images.Values.Concat(_weights.Values).Where(static file => IsWhole(file) && file.Volume is null)
            .Select(file => new DiskFile(IdOf(file), file.Size, file.LastUsedAt, isInUse(file))).OrderBy(static file => file.Content),
    ];

    /// <summary>Deletes what lies whole on the instance's own disk and is not in use.</summary>
    public void Evict(ImageDigest content, Func<HostFile, bool> isInUse)
    {
        var (files, key) = WeightsContent.VersionOf(content) is { } version ? (_weights, version.Value) : (_images, content.Value);
        if (files.TryGetValue(key, out var file) && IsWhole(file) && file.Volume is null && !isInUse(file))
        {
            files.Remove(key);
            _contents = null;
        }
    }

    /// <summary>Puts an image on the disk that the provider's own cache holds.</summary>
    public void AddProvided(ImageDigest image)
    {
        _contents = null;
        _images.TryAdd(image.Value, new HostFile
        {
            Content = image.Value,
            WrittenFor = owner,
            Phase = StartupPhase.Image,
            Mechanism = StartupMechanism.Sagemaker,
            Size = ByteCount.Zero,
            StartedAt = events.Now,
            UsableAt = events.Now,
            WholeAt = events.Now,
        });
    }

    /// <summary>
    /// Attaches a restored volume, which fills from its snapshot over a channel of its own; at once where fast restore works. What is on it is looked at by the
    /// instance's own tags: a volume of another endpoint, or with other bytes than it should have, is not mounted.
    /// </summary>
    public void AddVolume(RestoredVolume volume)
    {
        TakeEndedUnseen();
        var snapshot = volume.Snapshot;
        var weights = WeightsContent.VersionOf(snapshot.Image);
        var file = new HostFile
        {
            Content = weights?.Value ?? snapshot.Image.Value,
            WrittenFor = snapshot.WrittenFor,
            Phase = weights is null ? StartupPhase.Hydrate : StartupPhase.Weights,
            Mechanism = volume.Source.Mechanism,
            Size = snapshot.UnpackedSize,
            StartedAt = events.Now,
            Volume = volume.Id,
            Filling = weights is null ? null : new VolumeFilling { StartedAt = events.Now },
        };
        _volumes.Add(volume);
        if (!MayMount(volume))
        {
            _unmounted.Add(file);
            return;
        }

        (weights is null ? _images : _weights)[file.Content] = file;
        if (HydrationRateOf(volume) is { } rate)
        {
            _underWay.Add(_nextKey, file);
            _transfers.StartHydration(_nextKey++, file.Size, rate, NowSeconds);
            Wake();
        }
        else
        {
            OnFilled(file);
        }
    }

    /// <summary>Begins to read the volumes with weights: the host has booted. The weights are there once they were read through.</summary>
    public void ReadVolumes()
    {
        foreach (var file in _weights.Values)
        {
            if (file.Filling is { } filling)
            {
                file.StartedAt = events.Now;
                events.Schedule(events.Now + TimeSpan.FromSeconds(file.Size.Value / volumeReadBytesPerSecond), () => OnReadable(file, filling));
            }
        }
    }

    /// <summary>The image, pulled unless it is there or on its way.</summary>
    public HostFile Fetch(ImageSpec image, StartupMechanism mechanism)
    {
        if (_images.TryGetValue(image.Digest.Value, out var file))
        {
            file.LastUsedAt = events.Now;
            return file;
        }

        if (mechanism == StartupMechanism.Sagemaker)
        {
            AddProvided(image.Digest);
            return _images[image.Digest.Value];
        }

        // An order that names no pull has lost the disk or volume it counted on; the registry always has the image.
        var pulled = mechanism is StartupMechanism.RegistryParallel or StartupMechanism.RegistryLazy ? mechanism : StartupMechanism.Registry;
        var pull = PullOf(pulled);
        var first = pull == TransferKind.ImagePages ? new ByteCount((long)Math.Round(image.CompressedSize.Value * rates.LazyStartRatio)) : image.CompressedSize;
        file = new HostFile
        {
            Content = image.Digest.Value,
            WrittenFor = owner,
            Phase = StartupPhase.Image,
            Mechanism = pulled,
            Size = rates.UnpackedSizeOf(image.CompressedSize),
            LastUsedAt = events.Now,
            StartedAt = events.Now,
            LaterSize = new ByteCount(image.CompressedSize.Value - first.Value),
        };
        _images.Add(file.Content, file);
        Start(file, pull, first);
        return file;
    }

    /// <summary>The weights, fetched unless they are there or on their way.</summary>
    public HostFile Fetch(WeightsSpec weights)
    {
        if (!_weights.TryGetValue(weights.Version.Value, out var file))
        {
            file = new HostFile { Content = weights.Version.Value, WrittenFor = owner, Phase = StartupPhase.Weights, Size = weights.Size, StartedAt = events.Now };
            _weights.Add(file.Content, file);
            Start(file, TransferKind.Weights, weights.Size);
        }

        file.LastUsedAt = events.Now;
        return file;
    }

    /// <summary>Forgets what is on its way: the host is gone.</summary>
    public void Stop() => _wakes++;

    public IEnumerable<HeldBytes> Held() => _images.Values.Concat(_weights.Values).Concat(_unmounted).Select(file => new HeldBytes(
        owner,
        file.Volume is null ? TaggedResourceKind.Instance : TaggedResourceKind.Volume,
        file.Volume ?? instance.Value,
        file.Content,
        file.WrittenFor));

    // By the volume's tag against the instance's own, and by what is on it against what the launch named.
    private bool MayMount(RestoredVolume volume) => volume.Snapshot.Owner == owner && volume.Snapshot.Image == volume.Source.Image;

    // Null where the volume is full from the start: where fast restore works for it.
    private double? HydrationRateOf(RestoredVolume volume) => volume.Source.Mechanism switch
    {
        StartupMechanism.SnapshotFsr when volume.IsFast => null,
        StartupMechanism.SnapshotRate => volume.Source.InitializationRate is { } rate ? rate * BytesPerMebibyte : rates.SnapshotRateBytesPerSecond,
        _ => rates.SnapshotLazyBytesPerSecond,
    };

    private static ImageDigest IdOf(HostFile file) =>
        file.Phase == StartupPhase.Weights ? WeightsContent.IdOf(new WeightsVersion(file.Content)) : new ImageDigest(file.Content);

    private double NowSeconds => (events.Now - _start).TotalSeconds;

    private static bool IsWhole(HostFile file) => file.WholeAt is not null;

    private static TransferKind PullOf(StartupMechanism mechanism) => mechanism switch
    {
        StartupMechanism.RegistryParallel => TransferKind.ImageParallel,
        StartupMechanism.RegistryLazy => TransferKind.ImagePages,
        _ => TransferKind.Image,
    };

    private void OnFilled(HostFile file)
    {
        if (file.Filling is { } filling)
        {
            filling.FilledAt = events.Now;
            if (!filling.CouldBeRead)
            {
                return;
            }
        }

        Complete(file);
    }

    private void OnReadable(HostFile file, VolumeFilling filling)
    {
        filling.CouldBeRead = true;
        if (filling.FilledAt is not null)
        {
            Complete(file);
            arrived();
        }
    }

    private void Complete(HostFile file)
    {
        file.UsableAt ??= events.Now;
        file.WholeAt = events.Now;
        _contents = null;
    }

    private void Start(HostFile file, TransferKind kind, ByteCount size)
    {
        TakeEndedUnseen();
        _underWay.Add(_nextKey, file);
        _transfers.Start(_nextKey++, kind, size, NowSeconds);
        Wake();
    }

    /// <summary>Takes, before a transfer starts, what ended within the tick that its own event waits for.</summary>
    private void TakeEndedUnseen()
    {
        if (TakeEnded())
        {
            events.Schedule(events.Now, arrived);
        }
    }

    /// <summary>Takes what ended until now; an end lies up to a tick before the event that takes it.</summary>
    private bool TakeEnded()
    {
        var any = false;
        while (_transfers.AdvanceTo(Math.Max(NowSeconds, _transfers.NowSeconds), out var ended))
        {
            any = true;
            _underWay.Remove(ended.Key, out var file);
            if (file!.UsableAt is null && file.StartsLazily)
            {
                file.UsableAt = events.Now;
                _underWay.Add(_nextKey, file);
                _transfers.Start(_nextKey++, TransferKind.ImagePages, file.LaterSize, _transfers.NowSeconds);
                continue;
            }

            OnFilled(file);
        }

        return any;
    }

    private void Wake()
    {
        var wake = ++_wakes;
        if (_transfers.NextCompletionSeconds is { } next)
        {
            // One tick late rather than a rounding early.
            var at = _start + TimeSpan.FromTicks((long)(next * TimeSpan.TicksPerSecond) + 1);
            events.Schedule(at, () => OnWake(wake));
        }
    }

    private void OnWake(int wake)
    {
        if (wake != _wakes)
        {
            return;
        }

        var any = TakeEnded();
        Wake();
        if (any)
        {
            arrived();
        }
    }
}
