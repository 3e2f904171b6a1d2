using Autoscaler.Cli.Conventions;
using Autoscaler.Cli.Shown;
using Autoscaler.Contracts.Caching;

namespace Autoscaler.Cli.Resources;

/// <summary>A receipt of a purge, checked: its hashes are computed anew from what it says.</summary>
internal static class ReceiptDescription
{
    private const int LabelWidth = 11;

    public static void Write(CliConsole console, PurgeReceipt receipt)
    {
        Line(console, "Receipt", $"{receipt.Number} of {receipt.Endpoint}");
        Line(console, "Scope", receipt.Component is { } component ? $"{Cell.Of(receipt.Scope)} {component}" : Cell.Of(receipt.Scope));
        Line(console, "Began", ShownTime.Of(receipt.BeganAt));
        Line(console, "Ended", ShownTime.Of(receipt.EndedAt));
        Line(console, "Previous", receipt.PreviousHash);
        Line(console, "Hash", receipt.Hash);
        Line(console, "Check", receipt.IsIntact ? "intact: the hashes are what its contents give, and nothing that it names is live" : "NOT INTACT: it was changed, or names something live");
        var steps = new TextTable(["STEP", "AT", "HASH"], ["LIVE"]);
        foreach (var step in receipt.Steps)
        {
            steps.AddRow(Cell.Of(step.Phase), ShownTime.Of(step.At), step.Hash, Cell.Of(step.Live));
        }

        steps.WriteSection(console, "Steps");
        var resources = new TextTable(["KIND", "ID", "STATE", "DELETED", "EVIDENCE"], []);
        foreach (var resource in receipt.Resources)
        {
            resources.AddRow(Cell.Of(resource.Kind), resource.Id, Cell.Of(resource.State), ShownTime.Of(resource.DeletedAt), resource.Evidence);
        }

        resources.WriteSection(console, "Resources");
    }

    private static void Line(CliConsole console, string label, string text) => console.Output.WriteLine($"{(label + ":").PadRight(LabelWidth)}{Cell.OneLine(text)}");
}
