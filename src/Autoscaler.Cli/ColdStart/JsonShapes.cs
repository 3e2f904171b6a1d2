using Autoscaler.Cli.Conventions;
using Autoscaler.Decisions.Startup;

namespace Autoscaler.Cli.ColdStart;

/// <summary>A parameter as JSON shows it.</summary>
internal sealed record ParameterShape(string Name, double Value, string Unit, string Source)
{
    public static ImmutableArray<ParameterShape> Of(StartupRates rates) =>
    [
        .. StartupParameters.Of(rates).Select(parameter => new ParameterShape(
            parameter.Name, Rounded.Value(parameter.Value), parameter.Unit, $"{CaseName.Of(parameter.Origin)}: {parameter.Source}")),
    ];
}

/// <summary>A stage as JSON shows it.</summary>
internal sealed record PhaseShape(string Name, double StartSeconds, double EndSeconds)
{
    public static ImmutableArray<PhaseShape> Of(StartupEstimate estimate) =>
    [
        .. estimate.Phases.Select(phase => new PhaseShape(CaseName.Of(phase.Phase), Rounded.Seconds(phase.Start), Rounded.Seconds(phase.End))),
    ];
}

/// <summary>How far numbers are worth printing.</summary>
internal static class Rounded
{
    public static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 1);

    public static double Ratio(double ratio) => Math.Round(ratio, 4);

    public static double Value(double value) => Math.Round(value, 3);
}
