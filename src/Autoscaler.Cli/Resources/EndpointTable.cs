using Autoscaler.Cli.Shown;
using Autoscaler.Contracts.Fleets;

namespace Autoscaler.Cli.Resources;

/// <summary>Endpoints in short, one a row.</summary>
internal static class EndpointTable
{
    public static TextTable Of(IReadOnlyList<EndpointSummary> endpoints)
    {
        var table = new TextTable(["ENDPOINT", "PHASE"], ["WANTED", "READY", "COMING", "DRAINING", "INSTANCES", "COST/H", "CREATED"]);
        foreach (var endpoint in endpoints)
        {
            if (endpoint.IsUnknown)
            {
                // It did not say in time how it is: what it has is not nothing.
                table.AddRow(endpoint.Id.ToString(), "unknown", Cell.Nothing, Cell.Nothing, Cell.Nothing, Cell.Nothing, Cell.Nothing, Cell.Nothing, Cell.Nothing);
                continue;
            }

            table.AddRow(
                endpoint.Id.ToString(),
                PhaseOf(endpoint),
                Cell.Of(endpoint.Copies.Wanted),
                Cell.Of(endpoint.Copies.Ready),
                Cell.Of(endpoint.Copies.Coming),
                Cell.Of(endpoint.Copies.Draining),
                Cell.Of(endpoint.Instances.Total),
                Cell.Of(endpoint.Price),
                ShownTime.Of(endpoint.CreatedAt));
        }

        return table;
    }

    private static string PhaseOf(EndpointSummary endpoint)
    {
        var phase = Cell.Of(endpoint.Phase);
        var marks = new[] { endpoint.IsPaused ? "paused" : null, endpoint.StoppedComponents > 0 ? "stopped" : null }.OfType<string>();
        return string.Join(", ", new[] { phase }.Concat(marks));
    }
}
