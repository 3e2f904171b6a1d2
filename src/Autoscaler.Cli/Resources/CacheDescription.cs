using Autoscaler.Cli.Conventions;
using Autoscaler.Cli.Shown;
using Autoscaler.Contracts.Caching;
using Autoscaler.Documents;

namespace Autoscaler.Cli.Resources;

/// <summary>One cache, for a person who asks whether it can be trusted and what it is worth.</summary>
internal static class CacheDescription
{
    private const int LabelWidth = 15;

    public static void Write(CliConsole console, EndpointId endpoint, CacheReport cache, IReadOnlyList<PurgeReceipt> receipts)
    {
        Line(console, "Cache of", endpoint.ToString());
        Line(console, "Version", Cell.Of(cache.Version));
        foreach (var tag in cache.Tags)
        {
            Line(console, "Reference", $"{tag.Request.Reference} is {(tag.Image is { } image ? image.Digest.Value : $"not resolved: {tag.Failure}")}");
        }

        if (cache.Purge is { } purge)
        {
            Line(console, "Purge", $"number {purge.Number}, {Cell.Of(purge.Scope)}, {Cell.Of(purge.Phase)} since {ShownTime.Of(purge.BeganAt)}, {purge.LiveCount} live of {purge.Resources.Length}");
        }

        foreach (var entry in cache.Entries)
        {
            console.Output.WriteLine();
            WriteEntry(console, entry);
        }

        console.Output.WriteLine();
        Line(console, "Receipts", receipts.Count == 0 ? "none" : string.Join(", ", receipts.Select(static receipt => $"{receipt.Number} ({Cell.Of(receipt.Scope)}, {ShownTime.Of(receipt.EndedAt)})")));
    }

    private static void WriteEntry(CliConsole console, CacheEntryView entry)
    {
        Line(console, entry.Weights is null ? "Image" : "Weights", entry.Weights?.Value ?? entry.Image.Value);
        Line(console, "State", $"{Cell.Of(entry.State)} since {ShownTime.Of(entry.StateEnteredAt)}{(entry.Failure is { } failure ? $": {failure}" : string.Empty)}");
        Line(console, "Size", entry.StoredSize is { } stored ? $"{entry.CompressedSize}, {stored} on the volume" : entry.CompressedSize.ToString());
        Line(console, "Built", ShownTime.Of(entry.BuiltAt));
        Line(console, "Components", entry.Components.IsEmpty ? Cell.Nothing : string.Join(", ", entry.Components));
        Line(console, "Mechanism", entry.MechanismReason is { } why ? $"{CacheTable.MechanismOf(entry)}: {why}" : CacheTable.MechanismOf(entry));
        Line(console, "Launches", $"{Cell.Of(entry.Hits)} hits, {Cell.Of(entry.Misses)} misses, {Cell.Of(entry.Fallbacks)} fallbacks; {Cell.Of(entry.LaunchesPerHour)} an hour, the last {ShownTime.Of(entry.LastUsedAt)}");
        Line(console, "Saved", $"{EventText.Duration(entry.TimeSaved)}, {entry.BytesSaved}");
        Line(console, "Cost", $"{Cell.OfUsd(entry.UsdPerMonth)} a month");
        Line(console, "Last check", entry.LastCheck is { } check ? $"{CacheTable.CheckOf(check)}, on {check.Instance} of slot {check.Slot.Ordinal}, found {Cell.Of(check.Found)}" : "none yet");
        Line(console, "Suspicions", Cell.Of(entry.Suspicions));
    }

    private static void Line(CliConsole console, string label, string text) => console.Output.WriteLine($"{(label + ":").PadRight(LabelWidth)}{Cell.OneLine(text)}");
}
