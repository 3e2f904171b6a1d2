using Autoscaler.Cli.Shown;

namespace Autoscaler.Cli.Resources;

/// <summary>Cache entries, one a row.</summary>
internal static class CacheTable
{
    public static TextTable Of(IReadOnlyList<EndpointCache> caches)
    {
        var table = new TextTable(["ENDPOINT", "IMAGE", "STATE", "SINCE"], ["SIZE", "BUILDS", "HITS", "MISSES"]);
        foreach (var (endpoint, cache) in caches)
        {
            foreach (var entry in cache.Entries)
            {
                table.AddRow(
                    endpoint.ToString(),
                    Cell.Of(entry.Image),
                    entry.Failure is { } failure ? $"{Cell.Of(entry.State)} ({failure})" : Cell.Of(entry.State),
                    ShownTime.Of(entry.StateEnteredAt),
                    Cell.Of(entry.CompressedSize),
                    Cell.Of(entry.Builds),
                    Cell.Of(entry.Hits),
                    Cell.Of(entry.Misses));
            }
        }

        return table;
    }
}
