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
