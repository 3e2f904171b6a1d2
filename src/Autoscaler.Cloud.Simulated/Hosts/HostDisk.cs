using Autoscaler.Cloud.Instances;
using Autoscaler.Cloud.Simulated.Events;
using Autoscaler.Cloud.Simulated.Snapshots;
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
    private readonly HostTransfers _transfers = new(hostRates);
    private readonly DateTimeOffset _start = events.Now;
    private readonly SortedDictionary<string, HostFile> _images = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, HostFile> _weights = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, HostFile> _underWay = [];
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
            StartedAt = events.Now,
            UsableAt = events.Now,
            WholeAt = events.Now,
        });
    }

    /// <summary>Attaches a restored volume, which fills from its snapshot over a channel of its own; at once where the mechanism is fast restore.</summary>
    public void AddVolume(string volume, StoredSnapshot snapshot, StartupMechanism mechanism)
    {
        TakeEndedUnseen();
        var file = new HostFile
        {
            Content = snapshot.Image.Value,
            WrittenFor = snapshot.WrittenFor,
            Phase = StartupPhase.Hydrate,
            Mechanism = mechanism,
            StartedAt = events.Now,
            Volume = volume,
        };
        _images[file.Content] = file;
        _contents = null;
        if (!Hydrate(file, mechanism, snapshot.UnpackedSize))
        {
            (file.UsableAt, file.WholeAt) = (events.Now, events.Now);
        }
    }

    /// <summary>
    /// Attaches a restored volume with weights, written for the host's own endpoint. It fills as an image's does; the weights are there once they were
    /// read through.
    /// </summary>
    public void AddVolume(string volume, WeightsSource weights)
    {
        TakeEndedUnseen();
        var size = weights.Weights.Size;
        var file = new HostFile
        {
            Content = weights.Weights.Version.Value,
            WrittenFor = owner,
            Phase = StartupPhase.Weights,
            Mechanism = weights.Mechanism,
            StartedAt = events.Now,
            Volume = volume,
            Filling = new VolumeFilling { StartedAt = events.Now, Size = size },
        };
        _weights[file.Content] = file;
        if (!Hydrate(file, weights.Mechanism, size))
        {
            file.Filling.FilledAt = events.Now;
        }
    }

    /// <summary>Begins to read the volumes with weights: the host has booted.</summary>
    public void ReadVolumes()
    {
        foreach (var file in _weights.Values)
        {
            if (file.Filling is { } filling)
            {
                file.StartedAt = events.Now;
                events.Schedule(events.Now + TimeSpan.FromSeconds(filling.Size.Value / volumeReadBytesPerSecond), () => OnReadable(file, filling));
            }
        }
    }

    /// <summary>The image, pulled unless it is there or on its way.</summary>
    public HostFile Fetch(ImageSpec image, StartupMechanism mechanism)
    {
        if (_images.TryGetValue(image.Digest.Value, out var file))
        {
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
            file = new HostFile { Content = weights.Version.Value, WrittenFor = owner, Phase = StartupPhase.Weights, StartedAt = events.Now };
            _weights.Add(file.Content, file);
            Start(file, TransferKind.Weights, weights.Size);
        }

        return file;
    }

    /// <summary>Forgets what is on its way: the host is gone.</summary>
    public void Stop() => _wakes++;

    public IEnumerable<HeldBytes> Held() => _images.Values.Concat(_weights.Values).Select(file => new HeldBytes(
        owner,
        file.Volume is null ? TaggedResourceKind.Instance : TaggedResourceKind.Volume,
        file.Volume ?? instance.Value,
        file.Content,
        file.WrittenFor));

    private double NowSeconds => (events.Now - _start).TotalSeconds;

    private static bool IsWhole(HostFile file) => file.WholeAt is not null;

    private static TransferKind PullOf(StartupMechanism mechanism) => mechanism switch
    {
        StartupMechanism.RegistryParallel => TransferKind.ImageParallel,
        StartupMechanism.RegistryLazy => TransferKind.ImagePages,
        _ => TransferKind.Image,
    };

    /// <summary>Begins to fill a restored volume; false where it is full from the start.</summary>
    private bool Hydrate(HostFile file, StartupMechanism mechanism, ByteCount size)
    {
        if (rates.HydrationBytesPerSecondOf(mechanism) is not { } rate)
        {
            return false;
        }

        _underWay.Add(_nextKey, file);
        _transfers.StartHydration(_nextKey++, size, rate, NowSeconds);
        Wake();
        return true;
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

            if (file.Filling is { } filling)
            {
                filling.FilledAt = events.Now;
                if (!filling.CouldBeRead)
                {
                    continue;
                }
            }

            Complete(file);
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
