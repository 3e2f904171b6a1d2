using Autoscaler.Cli.Conventions;
using Autoscaler.Decisions.Startup;

namespace Autoscaler.Cli.ColdStart;

/// <summary>What a start waits for, as JSON shows it: no gaps, no overlaps, and what the figure rests on.</summary>
internal sealed record WaitShape(string Name, double StartSeconds, double EndSeconds, ImmutableArray<string> Sources)
{
    public static ImmutableArray<WaitShape> Of(StartupQuery query, StartupEstimate estimate, StartupRates rates) =>
    [
        .. estimate.Waits.Select(wait => new WaitShape(
            CaseName.Of(wait.Phase),
            Rounded.Seconds(wait.Start),
            Rounded.Seconds(wait.End),
            [.. PhaseSources.Of(query, wait.Phase, rates).Select(source => $"{source.Name}: {CaseName.Of(source.Origin)}")])),
    ];
}
