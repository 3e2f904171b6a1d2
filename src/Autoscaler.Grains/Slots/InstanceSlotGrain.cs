using System.Diagnostics;
using Autoscaler.Cloud.Copies;
using Autoscaler.Cloud.Instances;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Journal;
using Autoscaler.Contracts.Slots;
using Autoscaler.Grains.Agents;
using Autoscaler.Grains.Journal;
using Autoscaler.Grains.Storage;
using Autoscaler.Grains.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Autoscaler.Grains.Slots;

/// <summary>
/// One slot. Its endpoint tells it an intent, which it records; its timer works towards it and does all the talking to the cloud. The timer interleaves with the
/// endpoint's calls, so that none of them waits for the cloud: after each await the work looks at the generation and phase again before it goes on.
/// </summary>
internal sealed partial class InstanceSlotGrain(
    [PersistentState("slot")] IPersistentState<SlotState> storage,
    IInstanceCloud instances,
    ICopyHost hosts,
    AgentDesk desk,
    IFleetJournal journal,
    TimeProvider clock,
    IOptions<FleetOptions> options,
    ILogger<InstanceSlotGrain> logger) : Grain, IInstanceSlotGrain
{
    private CommittedState<SlotState>? _state;
    private CopyWork? _copies;
    private SlotId _id;
    private IGrainTimer? _timer;
    private bool _isSlow;
    private long _acknowledgedVersion;
    private DateTimeOffset _notBefore;

    // In memory: after a restart an agent has its time again to be heard.
    private (int Generation, DateTimeOffset At)? _silentSince;

    // The trace of the tick whose intent is worked on; in memory, so a lost activation ends it.
    private string? _trace;

    private CommittedState<SlotState> State => _state!;

    private SlotState Current => _state!.Current;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _id = SlotId.Parse(this.GetPrimaryKeyString());
        _state = new CommittedState<SlotState>(storage, DeactivateOnIdle);
        _copies = new CopyWork(hosts);
        Schedule();
    }

    public async Task<SlotReport> ApplyAsync(SlotIntent intent, CancellationToken cancellationToken)
    {
        if (intent.Version > Current.Intent.Version)
        {
            using var span = GrainTrace.Begin("slot.apply");
            span?.SetTag("autoscaler.slot", _id.ToString());
            _trace = span?.Id;
            await State.UpdateAsync(
                state => intent.Version > state.Intent.Version
                    ? state with { Version = state.Version + 1, Intent = intent, Copies = CopyWork.Match(intent, state.Copies, clock.GetUtcNow()) }
                    : null,
                cancellationToken);
            _acknowledgedVersion = Math.Max(_acknowledgedVersion, Current.Version);
            Hasten();
        }

        return Current.ReportFor(_id);
    }

    public ValueTask<SlotReport> GetReportAsync(long knownVersion, CancellationToken cancellationToken)
    {
        State.GiveUpIfBehind(knownVersion, Current.Version);
        return new ValueTask<SlotReport>(Current.ReportFor(_id));
    }

    // What is under way is looked at often, what stands still rarely, what is vacant never.
    private void Schedule()
    {
        var slow = Current.Phase == SlotPhase.Running && IsSettled();
        var idle = Current.Phase == SlotPhase.Vacant && !LaunchIsDue() && _acknowledgedVersion >= Current.Version;
        var period = idle ? Timeout.InfiniteTimeSpan : slow ? options.Value.ProbePeriod : options.Value.WorkPeriod;
        _isSlow = slow || idle;
        if (_timer is not null)
        {
            _timer.Change(period, period);
        }
        else if (!idle)
        {
            _timer = this.RegisterGrainTimer(WorkAsync, new GrainTimerCreationOptions { DueTime = TimeSpan.Zero, Period = period, Interleave = true, KeepAlive = true });
        }
    }

    private void Hasten()
    {
        if (_timer is null)
        {
            Schedule();
        }
        else if (_isSlow)
        {
            _isSlow = false;
            _timer.Change(TimeSpan.Zero, options.Value.WorkPeriod);
        }
    }

    private bool LaunchIsDue() => Current.Intent is { Launch: { } launch, Release: false } && launch.Generation > Current.Generation;

    // An instance also goes when another one is wanted in its place: there is one at a time.
    private bool ShallGo() => Current.Intent.Release || Current.Intent.Launch?.Generation > Current.Generation;

    private bool IsSettled()
    {
        if (_acknowledgedVersion < Current.Version || ShallGo())
        {
            return false;
        }

        foreach (var asked in Current.Intent.Copies)
        {
            var status = CopyWork.Find(Current.Copies, asked.Order.Id);
            if (status is null || !(status.IsOver || (status.Phase == CopyPhase.Ready && asked.Goal == CopyGoal.Run)))
            {
                return false;
            }
        }

        return true;
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() >= _notBefore)
        {
            await TryAsync(() => StepAsync(cancellationToken));
        }

        // Also after a step that failed halfway: what it wrote is for the endpoint to know.
        await TryAsync(() => ReportAsync(cancellationToken));
        Schedule();
    }

    // A host that cannot be reached must not keep the slot from looking at the instance, nor from telling what it knows.
    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The cloud or the endpoint did not answer; nothing is lost, the next tick of the timer tries again.
            var level = FaultLevel.Of(e);
            LogWorkFailed(level, _id, Current.Phase, e);
        }
    }

    private async Task ReportAsync(CancellationToken cancellationToken)
    {
        if (_acknowledgedVersion < Current.Version)
        {
            var report = Current.ReportFor(_id);
            await GrainFactory.GetGrain<IEndpointGrain>(_id.Endpoint.ToString()).ReportSlotAsync(report, cancellationToken);
            _acknowledgedVersion = Math.Max(_acknowledgedVersion, report.Version);
        }
    }

    private Task StepAsync(CancellationToken cancellationToken) => Current.Phase switch
    {
        SlotPhase.Vacant => LaunchIsDue() ? BeginLaunchAsync(cancellationToken) : Task.CompletedTask,
        SlotPhase.Launching => LaunchAsync(cancellationToken),
        SlotPhase.Booting => BootAsync(cancellationToken),
        SlotPhase.Running or SlotPhase.Draining => RunAsync(cancellationToken),
        SlotPhase.Terminating => TerminateAsync(cancellationToken),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private async Task BootAsync(CancellationToken cancellationToken)
    {
        var (generation, instance) = (Current.Generation, Current.Instance!.Value);
        if (ShallGo())
        {
            await EnterAsync(generation, SlotPhase.Booting, SlotPhase.Terminating, null, cancellationToken);
            return;
        }

        // Orders wait on the host while it boots, so that no look of ours delays a copy.
        await TryAsync(() => _copies!.OrderAsync(Current, instance, cancellationToken));
        switch (await instances.DescribeAsync(instance, cancellationToken))
        {
            case InstanceStatus.Running:
                await EnterAsync(generation, SlotPhase.Booting, SlotPhase.Running, null, cancellationToken);
                break;
            case InstanceStatus.Gone or InstanceStatus.Terminating:
                await LoseAsync(generation, SlotPhase.Booting, cancellationToken);
                break;

            // Only of an instance that was looked at: it may have booted while nobody could look.
            case InstanceStatus.Pending when Current.Intent.Launch is { } launch && clock.GetUtcNow() > launch.BootDeadline:
                var failure = Failure(SlotFailureKind.BootFailed, $"instance {instance} did not boot by {launch.BootDeadline:O}");
                await EnterAsync(generation, SlotPhase.Booting, SlotPhase.Terminating, failure, cancellationToken);
                break;
            default:
                break;
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var (generation, phase, instance) = (Current.Generation, Current.Phase, Current.Instance!.Value);
        if (ShallGo() && phase == SlotPhase.Running)
        {
            await EnterAsync(generation, phase, SlotPhase.Draining, null, cancellationToken);
            phase = SlotPhase.Draining;
        }

        await TryAsync(async () =>
        {
            await _copies!.OrderAsync(Current, instance, cancellationToken);
            await _copies.SteerAsync(Current, instance, clock.GetUtcNow(), cancellationToken);
        });
        var status = await hosts.DescribeAsync(instance, cancellationToken);
        if (status is null && await IsLostAsync(generation, phase, instance, cancellationToken))
        {
            return;
        }

        if (status is not null)
        {
            _silentSince = null;
        }

        await RecordAsync(generation, status, cancellationToken);
        if (status is not null)
        {
            await _copies!.StopStraysAsync(Current, instance, status, cancellationToken);
            await TellChecksAsync(generation, instance, status, cancellationToken);
            await KeepDiskLimitAsync(instance, status, cancellationToken);
        }

        if (Is(generation, SlotPhase.Draining) && Current.Copies.All(copy => copy.IsOver))
        {
            await EnterAsync(generation, SlotPhase.Draining, SlotPhase.Terminating, null, cancellationToken);
        }
    }

    private async Task TerminateAsync(CancellationToken cancellationToken)
    {
        var generation = Current.Generation;
        using var span = BeginEffect("slot.terminate");
        if (Current.Instance is { } instance)
        {
            await instances.TerminateAsync(instance, cancellationToken);
            if (await instances.DescribeAsync(instance, cancellationToken) is not InstanceStatus.Gone)
            {
                return;
            }
        }

        await UpdateAsync(
            state => state.Generation == generation && state.Phase == SlotPhase.Terminating ? StopAll(state).Vacate(clock.GetUtcNow()) : null,
            cancellationToken);
    }

    private async Task RecordAsync(int generation, HostStatus? status, CancellationToken cancellationToken)
    {
        await UpdateAsync(
            state =>
            {
                if (state.Generation != generation || state.Phase is not (SlotPhase.Running or SlotPhase.Draining))
                {
                    return null;
                }

                var copies = CopyWork.Merge(state, status, clock.GetUtcNow());
                var disk = status?.Disk ?? state.Disk;
                return copies == state.Copies && disk.Equals(state.Disk) ? null : state with { Copies = copies, Disk = disk };
            },
            cancellationToken);
    }

    // Unknown at first, for a network heals; lost when the cloud says so, or when the silence has lasted.
    private async Task<bool> IsLostAsync(int generation, SlotPhase phase, InstanceId instance, CancellationToken cancellationToken)
    {
        if (await instances.DescribeAsync(instance, cancellationToken) is InstanceStatus.Gone or InstanceStatus.Terminating)
        {
            await LoseAsync(generation, phase, cancellationToken);
            return true;
        }

        var now = clock.GetUtcNow();
        if (_silentSince is not { } since || since.Generation != generation)
        {
            _silentSince = (generation, now);
            LogSilent(_id, instance);
            return false;
        }

        if (now - since.At <= options.Value.HostLostAfter || desk.IsDeaf)
        {
            return false;
        }

        var everSpoke = Current.Copies.Any(static copy => copy.Phase != CopyPhase.Ordered) || !Current.Disk.Equals(DiskContents.Empty);
        var failure = everSpoke
            ? Failure(SlotFailureKind.InstanceLost, $"the host of instance {instance} was not heard since {since.At:O}")
            : Failure(SlotFailureKind.BootFailed, $"the host of instance {instance} was never heard, {options.Value.HostLostAfter:c} after it ran");
        await EnterAsync(generation, phase, SlotPhase.Terminating, failure, cancellationToken);
        return true;
    }

    // The slot is vacant once the volumes of the lost instance are gone too.
    private Task LoseAsync(int generation, SlotPhase from, CancellationToken cancellationToken)
    {
        var failure = Failure(from == SlotPhase.Booting ? SlotFailureKind.BootFailed : SlotFailureKind.InstanceLost, $"instance {Current.Instance} went away while {from}");
        return EnterAsync(generation, from, SlotPhase.Terminating, failure, cancellationToken);
    }

    private Task EnterAsync(int generation, SlotPhase from, SlotPhase to, SlotFailure? failure, CancellationToken cancellationToken) => UpdateAsync(
        state => state.Generation == generation && state.Phase == from ? state.Enter(to, clock.GetUtcNow()) with { Failure = failure ?? state.Failure } : null,
        cancellationToken);

    // Every change goes through here: counted, written, and only then journalled.
    private async Task UpdateAsync(Func<SlotState, SlotState?> change, CancellationToken cancellationToken)
    {
        SlotState? before = null;
        var changed = await State.UpdateAsync(
            state =>
            {
                before = state;
                return change(state) is { } next ? next with { Version = state.Version + 1 } : null;
            },
            cancellationToken);
        if (changed)
        {
            JournalChange(before!, Current);
        }
    }

    private void JournalChange(SlotState before, SlotState after)
    {
        if (before.Phase != after.Phase)
        {
            journal.Record(new SlotPhaseChanged(
                after.PhaseEnteredAt, _id.Endpoint, _id.Ordinal, after.Generation, after.Phase, after.Pool, after.Request?.Images ?? [], after.Failure));
        }

        foreach (var copy in after.Copies)
        {
            if (CopyWork.Find(before.Copies, copy.Id)?.Phase != copy.Phase)
            {
                var order = after.Intent.Copies.FirstOrDefault(asked => asked.Order.Id == copy.Id)?.Order;
                var isFirst = copy.Phase == CopyPhase.Ready && CopyWork.Find(before.Copies, copy.Id)?.ReadyAt is null;
                var timeToReady = isFirst ? copy.ReadyAt - order?.OrderedAt : null;
                journal.Record(new CopyPhaseChanged(clock.GetUtcNow(), _id.Endpoint, _id.Ordinal, copy, timeToReady));
            }
        }
    }

    // Copies of an instance that failed did not stop as they should: what became of them follows from the failure.
    private static SlotState StopAll(SlotState state) => state.Failure is not null ? state : state with
    {
        Copies = [.. state.Copies.Select(copy => copy.IsOver ? copy : copy with { Phase = CopyPhase.Stopped })],
    };

    // An effect of the latest intent, in the trace of the tick that asked for it; no span where that is not known.
    private Activity? BeginEffect(string name) =>
        _trace is { } trace ? GrainTrace.Begin(name, trace)?.SetTag("autoscaler.slot", _id.ToString()).SetTag("autoscaler.generation", Current.Generation) : null;

    private bool Is(int generation, SlotPhase phase) => Current.Generation == generation && Current.Phase == phase;

    private SlotFailure Failure(SlotFailureKind kind, string detail) => new(Current.Generation, kind, clock.GetUtcNow(), detail);

    [LoggerMessage(LogLevel.Warning, "The host of instance {Instance} of slot {Slot} is not heard.")]
    private partial void LogSilent(SlotId slot, InstanceId instance);

    [LoggerMessage("The work of slot {Slot} in phase {Phase} failed; it is tried again.")]
    private partial void LogWorkFailed(LogLevel level, SlotId slot, SlotPhase phase, Exception exception);
}
