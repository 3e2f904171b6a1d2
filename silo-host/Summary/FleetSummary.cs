using System.Globalization;
using Autoscaler.Cloud.Simulated;
using Autoscaler.Contracts.Specs;
using Autoscaler.Documents;
using Autoscaler.SiloHost.Demo;
using Autoscaler.SiloHost.Journal;

namespace Autoscaler.SiloHost.Summary;

/// <summary>Says at the end what became of each endpoint.</summary>
internal static class FleetSummary
{
    private const int LabelWidth = 20;

    public static void Write(TextWriter output, FleetTally tally, SimulatedCloud cloud, TimeSpan elapsed)
    {
        output.WriteLine();
        output.WriteLine($"After {EventText.Duration(elapsed)} of simulated time:");
        foreach (var spec in DemoEndpoints.All)
        {
            output.WriteLine();
            output.WriteLine(spec.Id);
            foreach (var (label, text) in Rows(spec, tally.Of(spec.Id), cloud))
            {
                output.WriteLine($"  {label.PadRight(LabelWidth)}{text}");
            }
        }

        output.Flush();
    }

    private static IEnumerable<(string Label, string Text)> Rows(EndpointSpec spec, EndpointTally tally, SimulatedCloud cloud)
    {
        var costs = cloud.ReadCosts(spec.Id);
        var placed = tally.Placements.Select(static placement => $"{placement.Value} {EventText.NameOf(placement.Key)}");
        yield return ("copies placed", $"{tally.Placements.Values.Sum()}{(tally.Placements.Count > 0 ? $": {string.Join(", ", placed)}" : "")}");
        yield return ("instances", $"{tally.Launches} launched: {tally.SnapshotHits} snapshot hits, {tally.Fallbacks} fallbacks; {tally.Refusals} capacity refusals; {tally.Releases} released");
        yield return ("time to ready", TimesText(tally.TimesToReady));
        yield return ("instance-hours", Number($"{costs.InstanceHours:0.00}"));
        yield return ("cost", Number($"${costs.TotalUsd:0.00} (instances ${costs.InstancesUsd:0.00}, builders ${costs.BuildersUsd:0.00}, snapshots ${costs.SnapshotsUsd:0.00}, restores ${costs.RestoresUsd:0.00})"));
        foreach (var component in spec.Components)
        {
            yield return ($"requests of {component.Name}", RequestsText(cloud, spec.Id, component));
        }
    }

    private static string TimesText(IReadOnlyList<TimeSpan> times)
    {
        if (times.Count == 0)
        {
            return "no copy became ready";
        }

        var sorted = times.Order().ToArray();
        return $"p50 {EventText.Duration(NearestRank.Of(sorted, 0.5))}, p95 {EventText.Duration(NearestRank.Of(sorted, 0.95))} of {sorted.Length} copies";
    }

    private static string RequestsText(SimulatedCloud cloud, EndpointId endpoint, ComponentSpec component) =>
        cloud.ReadTraffic(endpoint, component.Name) is { Ttft: { } ttft } traffic && traffic.Totals.Arrived > 0
            ? Number($"{traffic.Totals.Arrived:#,0} arrived; share with a first token within {component.TtftObjective.TotalSeconds:0.#} s: {ttft.WithinRatio:0.000}")
            : "none yet";

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
