using Autoscaler.Contracts.Slots;

namespace Autoscaler.Decisions.Tests.Fakes;

/// <summary>A slot that follows its intents as the real one does, with a random's delays and failures instead of a cloud.</summary>
internal sealed class FakeSlot(SlotId id, Random random)
{
    private SlotIntent _intent = SlotIntent.None;
    private SlotReport _report = SlotReport.Untouched(id);

    /// <summary>The slot's own view, newer than what its endpoint may know.</summary>
    public SlotReport Report => _report;

    public long IntentVersion => _intent.Version;

    public void Apply(SlotIntent intent)
    {
        if (intent.Version <= _intent.Version)
        {
            return;
        }

        _intent = intent;
        Change(_report with
        {
            IntentVersion = intent.Version,
            Copies = [.. intent.Copies.Select(asked => Find(asked.Order.Id) ?? Status(asked.Order.Id, CopyPhase.Ordered))],
        });
    }

    public void Step(FakeBehaviour behaviour, DateTimeOffset now)
    {
        var progresses = random.NextDouble() < behaviour.ProgressRatio;
        switch (_report.Phase)
        {
            case SlotPhase.Vacant when _intent is { Release: false, Launch: { } launch } && launch.Generation > _report.Generation:
                Change(_report with { Phase = SlotPhase.Launching, Generation = launch.Generation, Failure = null });
                break;
            case SlotPhase.Launching:
                Launch(behaviour, now);
                break;
            case SlotPhase.Booting when _intent.Release:
                Change(_report with { Phase = SlotPhase.Terminating });
                break;
            case SlotPhase.Booting when random.NextDouble() < behaviour.BootFailedRatio:
                Change(_report with { Phase = SlotPhase.Terminating, Failure = Failure(SlotFailureKind.BootFailed, now) });
                break;
            case SlotPhase.Booting when progresses:
                Change(_report with { Phase = SlotPhase.Running });
                break;
            case SlotPhase.Running or SlotPhase.Draining:
                Run(behaviour, now);
                break;
            case SlotPhase.Terminating when progresses:
                StopAll();
                Vacate(_report.Failure);
                break;
            default:
                break;
        }
    }

    private void Launch(FakeBehaviour behaviour, DateTimeOffset now)
    {
        var pools = _intent.Launch!.Pools;
        if (random.NextDouble() < behaviour.NoCapacityRatio)
        {
            Vacate(Failure(SlotFailureKind.NoCapacity, now));
        }
        else if (random.NextDouble() < behaviour.ProgressRatio)
        {
            var pool = pools[random.Next(3) == 0 ? random.Next(pools.Length) : 0];
            Change(_report with { Phase = SlotPhase.Booting, Pool = pool, LaunchedAt = now, Instance = new InstanceId($"i-{id.Ordinal}-{_report.Generation}") });
        }
    }

    private void Run(FakeBehaviour behaviour, DateTimeOffset now)
    {
        if (random.NextDouble() < behaviour.LostRatio)
        {
            Vacate(Failure(SlotFailureKind.InstanceLost, now));
            return;
        }

        if (_intent.Release && _report.Phase == SlotPhase.Running)
        {
            Change(_report with { Phase = SlotPhase.Draining });
        }

        var copies = _report.Copies.ToBuilder();
        for (var i = 0; i < copies.Count; i++)
        {
            copies[i] = copies[i].IsOver ? copies[i] : Next(copies[i], behaviour);
        }

        var ready = _intent.Copies.Where((asked, i) => copies[i].Phase == CopyPhase.Ready).Select(asked => asked.Order).ToArray();
        Change(_report with
        {
            Copies = copies.ToImmutable(),
            Disk = new DiskContents(
                [.. _report.Disk.Images.Concat(ready.Select(order => order.Image.Digest)).Distinct().Order()],
                [.. _report.Disk.Weights.Concat(ready.Where(order => order.Weights is not null).Select(order => order.Weights!.Version)).Distinct().Order()]),
        });
        if (_report.Phase == SlotPhase.Draining && _report.Copies.All(copy => copy.IsOver))
        {
            Change(_report with { Phase = SlotPhase.Terminating });
        }
    }

    private CopyStatus Next(CopyStatus copy, FakeBehaviour behaviour)
    {
        var asked = _intent.Copies.First(asked => asked.Order.Id == copy.Id);
        var drains = asked.Goal == CopyGoal.Drain || _report.Phase == SlotPhase.Draining;
        if (random.NextDouble() < behaviour.CopyFailureRatio)
        {
            return copy with { Phase = CopyPhase.Failed, Failure = "crashed" };
        }

        var progresses = random.NextDouble() < behaviour.ProgressRatio;
        return copy.Phase switch
        {
            CopyPhase.Ordered or CopyPhase.Starting when drains => copy with { Phase = CopyPhase.Stopped },
            CopyPhase.Ordered => copy with { Phase = CopyPhase.Starting },
            CopyPhase.Starting when progresses => copy with { Phase = CopyPhase.Ready },
            CopyPhase.Ready when drains => copy with { Phase = CopyPhase.Draining },
            CopyPhase.Draining when !drains => copy with { Phase = CopyPhase.Ready },
            CopyPhase.Draining when progresses => copy with { Phase = CopyPhase.Stopped },
            _ => copy,
        };
    }

    private void StopAll() =>
        _report = _report with { Copies = [.. _report.Copies.Select(copy => copy.IsOver ? copy : copy with { Phase = CopyPhase.Stopped })] };

    private void Vacate(SlotFailure? failure) => Change(_report with
    {
        Phase = SlotPhase.Vacant,
        Instance = null,
        Pool = null,
        LaunchedAt = null,
        Disk = DiskContents.Empty,
        Failure = failure,
    });

    private void Change(SlotReport report) => _report = report with { Version = _report.Version + 1 };

    private CopyStatus? Find(CopyId copy) => _report.Copies.FirstOrDefault(status => status.Id == copy);

    private SlotFailure Failure(SlotFailureKind kind, DateTimeOffset now) => new(_report.Generation, kind, now, $"fake {kind}");

    private static CopyStatus Status(CopyId copy, CopyPhase phase) => new() { Id = copy, Phase = phase, PhaseEnteredAt = DateTimeOffset.UnixEpoch };
}
