using Autoscaler.Cli.Conventions;
using Autoscaler.Cli.Shown;
using Spectre.Console;

namespace Autoscaler.Cli.Resources;

/// <summary>Cache entries, one a row.</summary>
internal static class CacheTable
{
    public static void Write(IAnsiConsole console, IReadOnlyList<EndpointCache> caches)
    {
        var table = Tables.Create(["ENDPOINT", "IMAGE", "STATE", "SINCE"], "SIZE", "BUILDS", "HITS", "MISSES");
        foreach (var (endpoint, cache) in caches)
        {
            foreach (var entry in cache.Entries)
            {
                table.AddRow(
                    Markup.Escape(endpoint.ToString()),
                    Markup.Escape(Cell.Of(entry.Image)),
                    entry.Failure is { } failure ? Markup.Escape($"{Cell.Of(entry.State)} ({failure})") : Cell.Of(entry.State),
                    TimeText.Of(entry.StateEnteredAt),
                    Cell.Of(entry.CompressedSize),
                    Cell.Of(entry.Builds),
                    Cell.Of(entry.Hits),
                    Cell.Of(entry.Misses));
            }
        }

        console.Write(table);
    }
}
