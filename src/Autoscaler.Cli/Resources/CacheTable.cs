using Autoscaler.Cli.Shown;
using Autoscaler.Contracts.Caching;
using Autoscaler.Contracts.Specs;
using Autoscaler.Documents;

namespace Autoscaler.Cli.Resources;

/// <summary>Cache entries, one a row.</summary>
internal static class CacheTable
{
    public static TextTable Of(IReadOnlyList<EndpointCache> caches)
    {
        var table = new TextTable(["ENDPOINT", "CONTENT", "STATE", "SINCE", "MECHANISM", "LAST CHECK"], ["SIZE", "BUILDS", "HITS", "MISSES", "FALLBACKS", "SAVED", "COST/MONTH"]);
        foreach (var (endpoint, cache) in caches)
        {
            foreach (var entry in cache.Entries)
            {
                table.AddRow(
                    endpoint.ToString(),
                    ContentOf(entry),
                    entry.Failure is { } failure ? $"{Cell.Of(entry.State)} ({failure})" : Cell.Of(entry.State),
                    ShownTime.Of(entry.StateEnteredAt),
                    MechanismOf(entry),
                    CheckOf(entry.LastCheck),
                    Cell.Of(entry.CompressedSize),
                    Cell.Of(entry.Builds),
                    Cell.Of(entry.Hits),
                    Cell.Of(entry.Misses),
                    Cell.Of(entry.Fallbacks),
                    EventText.Duration(entry.TimeSaved),
                    Cell.OfUsd(entry.UsdPerMonth));
            }
        }

        return table;
    }

    public static string ContentOf(CacheEntryView entry) => entry.Weights is { } weights ? weights.Value : Cell.Of(entry.Image);

    public static string MechanismOf(CacheEntryView entry) => entry.Mechanism is not { } mechanism ? Cell.Nothing
        : entry.InitializationRate is { } rate ? $"{MechanismNames.NameOf(mechanism)} {rate} MiB/s"
        : MechanismNames.NameOf(mechanism);

    public static string CheckOf(VolumeCheck? check) => check is null ? Cell.Nothing : $"{(check.IsSound ? "sound" : "UNSOUND")} {ShownTime.Of(check.At)}";
}
