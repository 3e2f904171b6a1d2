using Autoscaler.Contracts.Slots;

namespace Autoscaler.Decisions.Startup;

/// <summary>Finds what the stages of a start would have to shrink to.</summary>
internal static class StartupTargets
{
    // Halves an interval of minutes until it is far below a microsecond.
    private const int Halvings = 40;

    private static readonly ImmutableArray<StartupPhase> Transfers =
        [StartupPhase.Image, StartupPhase.Hydrate, StartupPhase.Weights, StartupPhase.HydrateWeights];

    private static readonly ImmutableArray<StartupPhase> Phases =
        [StartupPhase.Provision, .. Transfers, StartupPhase.Start, StartupPhase.Load];

    /// <summary>The stages that would have to shrink; empty when the start is short enough already.</summary>
    public static ImmutableArray<PhaseTarget> Of(StartupTimeline timeline, TimeSpan target)
    {
        if (Ready(timeline) <= target)
        {
            return [];
        }

        var withoutTransfers = Transfers.Aggregate(timeline, static (rest, transfer) => rest.With(transfer, 0));
        return
        [
            .. Phases.Where(phase => timeline.SecondsOf(phase) > 0)
                .Select(phase => TargetOf(phase, timeline, withoutTransfers, target))
                .Where(static needed => needed.Alone is not null || needed.WithOtherTransfers is not { } most || most < needed.Now),
        ];
    }

    private static PhaseTarget TargetOf(StartupPhase phase, StartupTimeline timeline, StartupTimeline withoutTransfers, TimeSpan target)
    {
        var most = timeline.SecondsOf(phase);
        return new PhaseTarget(
            phase,
            TimeSpan.FromSeconds(most),
            Longest(timeline, phase, most, target),
            Transfers.Contains(phase) ? Longest(withoutTransfers, phase, most, target) : null,
            Ready(timeline.With(phase, 0)));
    }

    /// <summary>The longest that a stage may take, at most <paramref name="most"/>; null when even none of it is too long.</summary>
    private static TimeSpan? Longest(StartupTimeline timeline, StartupPhase phase, double most, TimeSpan target)
    {
        if (Ready(timeline.With(phase, 0)) > target)
        {
            return null;
        }

        var (low, high) = (0d, most);
        for (var i = 0; i < Halvings && Ready(timeline.With(phase, high)) > target; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Ready(timeline.With(phase, middle)) <= target ? (middle, high) : (low, middle);
        }

        return TimeSpan.FromSeconds(Ready(timeline.With(phase, high)) <= target ? high : low);
    }

    // Estimates are given to the tick, and so are compared.
    private static TimeSpan Ready(StartupTimeline timeline) => TimeSpan.FromSeconds(timeline.ReadySeconds(StageRatios.Expected));
}
