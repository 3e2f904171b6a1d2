using Autoscaler.Cloud.Copies;
using Autoscaler.Cloud.Simulated.Traffic;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Specs;
using Autoscaler.Decisions.Catalog;

namespace Autoscaler.Cloud.Simulated.Hosts;

/// <summary>
/// What runs on one instance. A copy waits, in the order of the orders, until its accelerators and memory are free; one that fits may pass one that does not. Then its
/// image and weights come side by side, its container starts, it loads, and it serves.
/// </summary>
internal sealed class SimulatedHost
{
    // Copies that are over are told until the instance goes; beyond this the oldest are forgotten.
    private const int MaxOverCopies = 1000;

    private readonly HostModel _model;
    private readonly EndpointId _owner;
    private readonly InstanceId _instance;
    private readonly DateTimeOffset _launchedAt;
    private readonly List<HostedCopy> _copies = [];
    private readonly Dictionary<CopyId, HostedCopy> _byId = [];
    private DateTimeOffset? _runningSince;
    private bool _isGone;
    private int _freeAccelerators;
    private long _freeMemoryBytes;

    /// <param name="model">What all hosts have in common.</param>
    /// <param name="owner">The endpoint of the instance's tag.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="type">Its type.</param>
    /// <param name="name">What its chance is drawn by.</param>
    public SimulatedHost(HostModel model, EndpointId owner, InstanceId instance, InstanceTypeSpec type, string name)
    {
        _model = model;
        _owner = owner;
        _instance = instance;
        _launchedAt = model.Events.Now;
        _freeAccelerators = type.Accelerators;
        _freeMemoryBytes = type.HostMemory.Value;
        Disk = new HostDisk(owner, instance, model.Rates, model.DrawRates(type.Name, name), model.DrawVolumeRead(name), model.Events, Proceed);
    }

    public HostDisk Disk { get; }

    /// <summary>What the host says of itself; null before the instance runs and after it went.</summary>
    public HostStatus? Status => _runningSince is null || _isGone
        ? null
        : new HostStatus(Disk.Contents, [.. _copies.Select(static copy => copy.Status).OrderBy(static status => status.Id)])
        {
            Volumes = Disk.Volumes,
            Files = Disk.Files(IsInUse),
        };

    /// <summary>How far a copy is; null for one that was not ordered.</summary>
    public CopyPhase? PhaseOf(CopyId id) => _byId.TryGetValue(id, out var copy) ? copy.Phase : null;

    public void Boot()
    {
        _runningSince = _model.Events.Now;
        foreach (var copy in _copies)
        {
            copy.Note(StartupPhase.Provision, _launchedAt, _model.Events.Now);
        }

        Disk.ReadVolumes();
        Admit();
    }

    /// <summary>Ends everything at once, as the instance does.</summary>
    public void Shutdown()
    {
        _isGone = true;
        Disk.Stop();
        foreach (var copy in _copies)
        {
            if (!copy.IsOver)
            {
                End(copy, CopyPhase.Stopped, null);
            }
        }
    }

    public CopyOrderResult Start(CopyOrder order)
    {
        if (order.Endpoint is { } endpoint && endpoint != _owner)
        {
            return CopyOrderResult.NotItsEndpoint;
        }

        if (_byId.ContainsKey(order.Id))
        {
            return CopyOrderResult.Accepted;
        }

        var isRunning = _runningSince is not null;
        var copy = new HostedCopy(order, _model.Events.Now, isRunning, isRunning && Disk.Find(order.Image.Digest) is { WholeAt: not null })
        {
            FoundWeights = isRunning && order.Weights is { } weights && Disk.Find(weights.Version) is { WholeAt: not null },
        };
        _copies.Add(copy);
        _byId.Add(order.Id, copy);
        Admit();
        return CopyOrderResult.Accepted;
    }

    public void Evict(ImageDigest content) => Disk.Evict(content, IsInUse);

    public void Drain(CopyId id)
    {
        if (!_byId.TryGetValue(id, out var copy))
        {
            return;
        }

        if (copy.Phase is CopyPhase.Ordered or CopyPhase.Starting)
        {
            End(copy, CopyPhase.Stopped, null);
            Admit();
        }
        else if (copy.Phase == CopyPhase.Ready)
        {
            copy.Enter(CopyPhase.Draining, _model.Events.Now, null);
            if (DeskOf(copy).Drain(id.Number))
            {
                OnDrained(copy);
            }
        }
    }

    public bool Undrain(CopyId id)
    {
        if (!_byId.TryGetValue(id, out var copy) || copy.IsOver)
        {
            return false;
        }

        if (copy.Phase == CopyPhase.Draining)
        {
            copy.Enter(CopyPhase.Ready, _model.Events.Now, null);
            DeskOf(copy).Undrain(id.Number);
            ScheduleCrash(copy);
        }

        return true;
    }

    public void Stop(CopyId id) => EndNow(id, CopyPhase.Stopped, null);

    public void Crash(CopyId id)
    {
        if (_byId.TryGetValue(id, out var copy) && !copy.IsOver)
        {
            _model.Mishaps.OnCopyCrashed();
            EndNow(id, CopyPhase.Failed, "The container ended: exit code 139.");
        }
    }

    private bool IsInUse(HostFile file) => _copies.Exists(copy => !copy.IsOver && (copy.ImageFile == file || copy.WeightsFile == file));

    private ComponentDesk DeskOf(HostedCopy copy) => _model.Traffic.DeskOf(new ComponentKey(_owner, copy.Order.Id.Component));

    private string NameOf(HostedCopy copy) => $"{_owner}/{copy.Order.Id}";

    private void EndNow(CopyId id, CopyPhase phase, string? failure)
    {
        if (_byId.TryGetValue(id, out var copy) && !copy.IsOver)
        {
            End(copy, phase, failure);
            Admit();
        }
    }

    /// <summary>Begins what waits and fits.</summary>
    private void Admit()
    {
        if (_runningSince is null || _isGone)
        {
            return;
        }

        foreach (var copy in _copies)
        {
            var order = copy.Order;
            if (copy.Phase == CopyPhase.Ordered && order.Accelerators <= _freeAccelerators && order.Memory.Value <= _freeMemoryBytes)
            {
                _freeAccelerators -= order.Accelerators;
                _freeMemoryBytes -= order.Memory.Value;
                copy.Enter(CopyPhase.Starting, _model.Events.Now, null);
                copy.ImageFile = Disk.Fetch(order.Image, order.PullMechanism);
                copy.WeightsFile = order.Weights is { } weights ? Disk.Fetch(weights) : null;
            }
        }

        Proceed();
    }

    /// <summary>Takes every copy as far as the files allow.</summary>
    private void Proceed()
    {
        if (_isGone)
        {
            return;
        }

        foreach (var copy in _copies)
        {
            if (copy.Phase != CopyPhase.Starting)
            {
                continue;
            }

            copy.NoteFiles();
            if (copy.ImageFile is not { UsableAt: not null } image)
            {
                continue;
            }

            var hasWeights = copy.WeightsFile is null or { WholeAt: not null };
            if (copy.Stage == ContainerStage.WaitsForFiles && (hasWeights || image.StartsLazily))
            {
                copy.Stage = ContainerStage.Starts;
                After(copy, "start", _model.Rates.ContainerStart, StartupPhase.Start, OnStarted);
            }
            else if (copy.Stage == ContainerStage.WaitsForWeights && hasWeights)
            {
                Load(copy);
            }
        }
    }

    private void OnStarted(HostedCopy copy)
    {
        if (copy.WeightsFile is null or { WholeAt: not null })
        {
            Load(copy);
        }
        else
        {
            copy.Stage = ContainerStage.WaitsForWeights;
        }
    }

    private void Load(HostedCopy copy)
    {
        copy.Stage = ContainerStage.Loads;
        After(copy, "load", _model.Rates.LoadOf(copy.Order.Weights?.Size ?? ByteCount.Zero), StartupPhase.Load, OnLoaded);
    }

    private void After(HostedCopy copy, string purpose, TimeSpan expected, StartupPhase phase, Action<HostedCopy> then)
    {
        var begun = _model.Events.Now;
        var version = copy.Version;
        var takes = expected * _model.Random.Of(purpose, NameOf(copy)).NextFactor(_model.Options.RateSpread);
        _model.Events.Schedule(begun + takes, () =>
        {
            if (copy.Version == version)
            {
                copy.Note(phase, begun, _model.Events.Now);
                then(copy);
            }
        });
    }

    private void OnLoaded(HostedCopy copy)
    {
        copy.Stage = ContainerStage.Loaded;
        if (AlwaysFails(copy) || FailsByChance(copy))
        {
            _model.Mishaps.OnCopyCrashed();
            End(copy, CopyPhase.Failed, "The container ended after loading: exit code 1.");
            Admit();
            return;
        }

        copy.Enter(CopyPhase.Ready, _model.Events.Now, null);
        var order = copy.Order;
        var image = copy.FoundImage || copy.ImageFile?.Mechanism is not { } mechanism ? StartupMechanism.Disk : mechanism;
        var weights = copy.FoundWeights ? StartupMechanism.Disk : copy.WeightsFile?.Mechanism;
        _model.Starts.Record(new CopyStart(_owner, order.Id, _instance, image, weights, copy.OnRunningInstance, order.OrderedAt, _model.Events.Now));
        DeskOf(copy).Add(order.Id.Number, order.MaxConcurrency, () => OnDrained(copy));
        ScheduleCrash(copy);
    }

    private bool FailsByChance(HostedCopy copy) =>
        _model.Mishaps.MayHappen && _model.Random.Of("fail", NameOf(copy)).NextChance(_model.Options.FailingCopyRatio);

    private bool AlwaysFails(HostedCopy copy)
    {
        foreach (var failing in _model.Options.FailingComponents)
        {
            if (failing.Endpoint == _owner && failing.Component == copy.Order.Id.Component)
            {
                return true;
            }
        }

        return false;
    }

    private void ScheduleCrash(HostedCopy copy)
    {
        if (_model.Options.CrashesPerHour <= 0)
        {
            return;
        }

        var version = copy.Version;
        var wait = _model.Random.Of("crash", NameOf(copy), version).NextWait(_model.Options.CrashesPerHour);
        _model.Events.Schedule(_model.Events.Now + wait, () =>
        {
            if (copy.Version == version && _model.Mishaps.MayHappen)
            {
                Crash(copy.Order.Id);
            }
        });
    }

    private void OnDrained(HostedCopy copy)
    {
        if (copy.Phase == CopyPhase.Draining)
        {
            copy.Enter(CopyPhase.Stopped, _model.Events.Now, null);
            Free(copy);
            Admit();
        }
    }

    private void End(HostedCopy copy, CopyPhase phase, string? failure)
    {
        if (copy.IsServing)
        {
            DeskOf(copy).Cut(copy.Order.Id.Number);
        }

        var occupied = copy.Phase != CopyPhase.Ordered;
        copy.Enter(phase, _model.Events.Now, failure);
        if (occupied)
        {
            Free(copy);
        }
    }

    private void Free(HostedCopy copy)
    {
        _freeAccelerators += copy.Order.Accelerators;
        _freeMemoryBytes += copy.Order.Memory.Value;
        if (!_isGone && _copies.Count > MaxOverCopies && _copies.FindIndex(static candidate => candidate.IsOver) is >= 0 and var index)
        {
            _byId.Remove(_copies[index].Order.Id);
            _copies.RemoveAt(index);
        }
    }
}
