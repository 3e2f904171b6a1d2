using Autoscaler.Cloud.Copies;
using Autoscaler.Contracts.Slots;

namespace Autoscaler.Grains.Slots;

/// <summary>Makes the copies on an instance what the intent says. What was sent is remembered in memory only: every order may be sent twice.</summary>
internal sealed class CopyWork(ICopyHost hosts)
{
    // Null while no order is on its way: most instances, most of the time.
    private HashSet<CopyId>? _ordered;
    private InstanceId? _instance;

    /// <summary>The statuses for an intent's copies: known ones kept, new ones ordered, others dropped.</summary>
    public static ImmutableArray<CopyStatus> Match(SlotIntent intent, ImmutableArray<CopyStatus> known, DateTimeOffset now) =>
    [
        .. intent.Copies.Select(asked => Find(known, asked.Order.Id)
            ?? new CopyStatus { Id = asked.Order.Id, Phase = CopyPhase.Ordered, PhaseEnteredAt = now }),
    ];

    public static CopyStatus? Find(ImmutableArray<CopyStatus> copies, CopyId id)
    {
        foreach (var copy in copies)
        {
            if (copy.Id == id)
            {
                return copy;
            }
        }

        return null;
    }

    /// <summary>
    /// What is known of the copies after a host's word, or its silence (null): the host knows best, but what is over stays over; while it is silent, deadlines pass all
    /// the same. The same array if nothing changed.
    /// </summary>
    public static ImmutableArray<CopyStatus> Merge(SlotState state, HostStatus? host, DateTimeOffset now)
    {
        var merged = ImmutableArray.CreateBuilder<CopyStatus>(state.Copies.Length);
        var changed = false;
        foreach (var known in state.Copies)
        {
            var next = known.IsOver ? known : Next(state, known, host, now);

            // Within a phase nothing is worth a write; the timings of a start come with its end.
            changed |= next.Phase != known.Phase;
            merged.Add(next.Phase == known.Phase ? known : next);
        }

        return changed ? merged.MoveToImmutable() : state.Copies;
    }

    private static CopyStatus Next(SlotState state, CopyStatus known, HostStatus? host, DateTimeOffset now)
    {
        var heard = host is null ? null : Find(host.Copies, known.Id);
        var asked = state.Intent.Copies.FirstOrDefault(copy => copy.Order.Id == known.Id);
        var shallRun = asked is { Goal: CopyGoal.Run } && state.Phase != SlotPhase.Draining;
        if (shallRun)
        {
            // Ready is only what its host says is; one that has forgotten the copy does not run it.
            return host is not null && heard is null && known.Phase is CopyPhase.Ready or CopyPhase.Draining
                ? known with { Phase = CopyPhase.Failed, PhaseEnteredAt = now, Failure = "its host has it no more" }
                : Overdue(asked!, heard ?? known, now);
        }

        // A copy that its host never began, or has forgotten, and that nobody wants; or one that a silent host had its time to drain.
        var isAwaited = host is null && asked?.DrainDeadline >= now;
        return heard ?? (isAwaited ? known : known with { Phase = CopyPhase.Stopped, PhaseEnteredAt = now });
    }

    private static CopyStatus Overdue(CopyIntent asked, CopyStatus status, DateTimeOffset now) =>
        status.Phase is CopyPhase.Ordered or CopyPhase.Starting && now > asked.ReadyDeadline
            ? status with { Phase = CopyPhase.Failed, PhaseEnteredAt = now, Failure = $"not ready by {asked.ReadyDeadline:O}" }
            : status;

    /// <summary>Sends the orders that the host may not have yet.</summary>
    public async Task OrderAsync(SlotState state, InstanceId instance, CancellationToken cancellationToken)
    {
        if (_instance != instance)
        {
            _instance = instance;
            _ordered = null;
        }

        if (!state.Copies.Any(copy => copy.Phase == CopyPhase.Ordered))
        {
            _ordered = null;
            return;
        }

        foreach (var asked in state.Intent.Copies)
        {
            if (asked.Goal == CopyGoal.Run
                && Find(state.Copies, asked.Order.Id) is { Phase: CopyPhase.Ordered }
                && _ordered?.Contains(asked.Order.Id) != true
                && await hosts.StartAsync(instance, asked.Order, cancellationToken) == CopyOrderResult.Accepted)
            {
                (_ordered ??= []).Add(asked.Order.Id);
            }
        }
    }

    /// <summary>Stops what a host still runs although it is over for the slot, or not the slot's any more: it would occupy what others are promised.</summary>
    public async Task StopStraysAsync(SlotState state, InstanceId instance, HostStatus host, CancellationToken cancellationToken)
    {
        foreach (var heard in host.Copies)
        {
            if (!heard.IsOver && Find(state.Copies, heard.Id) is null or { IsOver: true })
            {
                await hosts.StopAsync(instance, heard.Id, cancellationToken);
            }
        }
    }

    /// <summary>Drains, brings back and cuts copies.</summary>
    public async Task SteerAsync(SlotState state, InstanceId instance, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var asked in state.Intent.Copies)
        {
            if (Find(state.Copies, asked.Order.Id) is not { } status)
            {
                continue;
            }

            var id = asked.Order.Id;
            var drains = asked.Goal == CopyGoal.Drain || state.Phase == SlotPhase.Draining;
            switch (status.Phase)
            {
                case CopyPhase.Ordered or CopyPhase.Starting when drains:
                case CopyPhase.Draining when now > asked.DrainDeadline:
                case CopyPhase.Failed:
                    await hosts.StopAsync(instance, id, cancellationToken);
                    break;
                case CopyPhase.Ready when drains:
                    await hosts.DrainAsync(instance, id, cancellationToken);
                    break;
                case CopyPhase.Draining when !drains:
                    await hosts.UndrainAsync(instance, id, cancellationToken);
                    break;
                default:
                    break;
            }
        }
    }
}
