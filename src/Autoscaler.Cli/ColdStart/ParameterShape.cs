using System.Text.Json;
using Autoscaler.Decisions.Startup;

namespace Autoscaler.Cli.ColdStart;

/// <summary>A parameter as JSON shows it.</summary>
internal sealed record ParameterShape(string Name, double Value, string Unit, string Source)
{
    public static ImmutableArray<ParameterShape> Of(StartupRates rates) =>
    [
        .. StartupParameters.Of(rates).Select(parameter =>
            new ParameterShape(parameter.Name, Rounded.Value(parameter.Value), parameter.Unit, $"{JsonNamingPolicy.KebabCaseLower.ConvertName(parameter.Origin.ToString())}: {parameter.Source}")),
    ];
}
