using Autoscaler.Cli.Conventions;
using Autoscaler.Decisions.Startup;

namespace Autoscaler.Cli.ColdStart;

/// <summary>A stage as JSON shows it.</summary>
internal sealed record PhaseShape(string Name, double StartSeconds, double EndSeconds)
{
    public static ImmutableArray<PhaseShape> Of(ImmutableArray<EstimatedPhase> phases) =>
    [
        .. phases.Select(phase => new PhaseShape(CaseName.Of(phase.Phase), Rounded.Seconds(phase.Start), Rounded.Seconds(phase.End))),
    ];
}
