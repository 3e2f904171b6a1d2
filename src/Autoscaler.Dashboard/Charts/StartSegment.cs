using Autoscaler.Contracts.Slots;

namespace Autoscaler.Dashboard.Charts;

/// <summary>
/// A stretch of a copy's start by what it waited for. Stages overlap, volumes beside the boot and weights beside the image; a stretch belongs to the first of the stages under
/// way, in the order in which a start needs them, so that stretches follow each other and add up to the whole.
/// </summary>
/// <param name="Phase">The stage; null for time in which none was under way.</param>
/// <param name="Took">How long it is.</param>
internal readonly record struct StartSegment(StartupPhase? Phase, TimeSpan Took)
{
    private static readonly ImmutableArray<StartupPhase> Order =
    [
        StartupPhase.Provision, StartupPhase.Image, StartupPhase.Hydrate, StartupPhase.HydrateWeights, StartupPhase.Weights, StartupPhase.Start, StartupPhase.Load,
    ];

    /// <summary>The stretches of a start, by time.</summary>
    public static ImmutableArray<StartSegment> Of(CopyStatus copy, TimeSpan took)
    {
        var end = copy.ReadyAt ?? copy.PhaseEnteredAt;
        var begin = end - took;
        var stages = copy.Timeline.Select(stage => (stage.Phase, From: Later(stage.StartedAt, begin), To: Earlier(stage.EndedAt, end))).Where(static stage => stage.To > stage.From).ToList();
        var cuts = stages.SelectMany(static stage => new[] { stage.From, stage.To }).Append(begin).Append(end).Distinct().Order().ToList();
        var segments = new List<StartSegment>();
        foreach (var (from, to) in cuts.Zip(cuts.Skip(1)))
        {
            var underWay = stages.Where(stage => stage.From <= from && stage.To >= to).ToList();
            var phase = underWay.Count == 0 ? (StartupPhase?)null : underWay.MinBy(static stage => Order.IndexOf(stage.Phase)).Phase;
            if (segments is [.., var last] && last.Phase == phase)
            {
                segments[^1] = last with { Took = last.Took + (to - from) };
            }
            else
            {
                segments.Add(new StartSegment(phase, to - from));
            }
        }

        return [.. segments];
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
