using System.Globalization;
using Autoscaler.Cli.Conventions;
using Autoscaler.Cli.Shown;
using Autoscaler.Contracts.Decisions;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Slots;
using Autoscaler.Documents;

namespace Autoscaler.Cli.Resources;

/// <summary>One endpoint, for a person who asks what is going on.</summary>
internal static class EndpointDescription
{
    private const int LabelWidth = 14;

    public static void Write(CliConsole console, EndpointView view, IReadOnlyList<JournalEntry> decisions, IReadOnlyList<ChangeRecord> changes)
    {
        foreach (var (label, text) in Facts(view))
        {
            console.Output.WriteLine($"{(label + ":").PadRight(LabelWidth)}{text}");
        }

        ComponentsOf(view).WriteSection(console, "Components");
        SlotTable.Of([.. view.Slots.Where(static slot => slot.Phase != SlotPhase.Vacant)]).WriteSection(console, "Slots in use");
        CacheTable.Of([new EndpointCache(view.Id, view.Cache)]).WriteSection(console, "Cache");
        ChangeTable.Of(changes).WriteSection(console, "Latest changes");
        console.Output.WriteLine();
        console.Output.WriteLine(decisions.Count == 0 ? "Latest decisions: none" : "Latest decisions:");
        foreach (var line in decisions.Reverse().SelectMany(EventTable.LinesOf))
        {
            console.Output.WriteLine(line);
        }
    }

    private static IEnumerable<(string Label, string Text)> Facts(EndpointView view)
    {
        yield return ("Endpoint", view.Id.ToString());
        yield return ("Phase", view.IsPaused ? $"{Cell.Of(view.Phase)}, paused" : Cell.Of(view.Phase));
        yield return ("Version", Cell.Of(view.Version));
        yield return ("Created", ShownTime.Of(view.CreatedAt));
        yield return ("Last tick", ShownTime.Of(view.TickedAt));
        yield return ("Cost", $"{Cell.Of(view.Price)} an hour{(view.WatchUsdPerMonth == 0 ? "" : $", and {Cell.OfUsd(view.WatchUsdPerMonth)} a month for its metrics")}");
        yield return ("Placed", string.Join(", ", view.Placed.Select(static count => $"{Cell.Of(count.Copies)} {EventText.NameOf(count.Class)}").DefaultIfEmpty("nothing yet")));
        foreach (var set in view.Overrides)
        {
            yield return ("Override", string.Create(CultureInfo.InvariantCulture, $"{set.Component} at {set.Copies} until {ShownTime.Of(set.Until)}, by {set.SetBy}"));
        }
    }

    private static TextTable ComponentsOf(EndpointView view)
    {
        var table = new TextTable(["COMPONENT", "WHY", "LIMIT"], ["WANTED", "READY", "COMING", "DRAINING", "DEMAND", "TARGET/COPY"]);
        foreach (var component in view.Components)
        {
            var latest = component.Latest;
            table.AddRow(
                component.Name.Value,
                latest is null ? "not decided yet" : EventText.Words(latest.Reason),
                component.LaunchesStopped ? "stopped by the runaway guard" : latest is null or { Limit: ScalingLimit.None } ? Cell.Nothing : EventText.Words(latest.Limit),
                latest is null ? Cell.Nothing : Cell.Of(latest.Wanted),
                latest is null ? Cell.Nothing : Cell.Of(latest.Ready),
                latest is null ? Cell.Nothing : Cell.Of(latest.Coming),
                latest is null ? Cell.Nothing : Cell.Of(latest.Draining),
                Cell.Of(latest?.Demand.Tracked),
                Cell.Of(view.Spec?.Find(component.Name)?.Policy.TargetConcurrencyPerCopy));
        }

        return table;
    }
}
