using System.Globalization;
using System.Text.Json.Nodes;

namespace Autoscaler.Cli.Server;

/// <summary>Where a list comes from: pages, all of it in one answer, or one thing.</summary>
internal sealed record ListSource
{
    /// <summary>Most items that the API gives at a time.</summary>
    public const int MaxPage = 500;

    /// <summary>The parameter for the next page of what is listed in order.</summary>
    public const string After = "after";

    /// <summary>The parameter for the next page of what is listed backwards.</summary>
    public const string Before = "before";

    private ListSource(string path, string? items, string? cursor) => (Path, Items, Cursor) = (path, items, cursor);

    /// <summary>The address.</summary>
    public string Path { get; }

    /// <summary>The member with the items; null where the answer is the one item.</summary>
    public string? Items { get; }

    /// <summary>The parameter that the next page is asked for with; null where all comes at once.</summary>
    public string? Cursor { get; }

    /// <summary>Whether a page counts endpoints, which have several of the items or none.</summary>
    public bool IsByEndpoint { get; init; }

    /// <summary>What makes an item of the one answer; null where it is one.</summary>
    public Func<JsonNode, JsonNode>? Wrap { get; init; }

    public static ListSource Pages(string path, string items, string cursor) => new(path, items, cursor);

    public static ListSource Whole(string path, string items) => new(path, items, null);

    public static ListSource One(string path) => new(path, null, null);

    /// <summary>Reads page after page, until there is no more or there are as many items as are wanted.</summary>
    /// <param name="client">The server.</param>
    /// <param name="limit">Most items.</param>
    /// <param name="pageSize">Most items to ask for at a time, 1 to <see cref="MaxPage"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The items, and whether there are more.</returns>
    /// <exception cref="ProblemException">The server refused, could not be reached, or is no server of this API.</exception>
    public async Task<(JsonArray Items, bool HasMore)> ReadAsync(ApiClient client, int limit, int pageSize, CancellationToken cancellationToken)
    {
        if (Items is null)
        {
            var one = (await client.GetAsync(Path, cancellationToken)).Body ?? throw ApiClient.NoAnswer(Path);
            return ([Wrap is null ? one : Wrap(one)], false);
        }

        var all = new JsonArray();
        string? next = null;
        do
        {
            var address = AddressOf(next, IsByEndpoint ? pageSize : Math.Min(pageSize, limit - all.Count));
            var page = (await client.GetAsync(address, cancellationToken)).Body as JsonObject ?? throw ApiClient.NoAnswer(Path);
            foreach (var item in page[Items] as JsonArray ?? throw ApiClient.NoAnswer(Path))
            {
                if (all.Count == limit)
                {
                    return (all, true);
                }

                all.Add(item?.DeepClone());
            }

            next = page["next"]?.ToString();
        }
        while (next is not null && all.Count < limit);

        return (all, next is not null);
    }

    private string AddressOf(string? next, int size)
    {
        if (Cursor is null)
        {
            return Path;
        }

        var separator = Path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var position = next is null ? string.Empty : $"&{Cursor}={Uri.EscapeDataString(next)}";
        return string.Create(CultureInfo.InvariantCulture, $"{Path}{separator}limit={size}{position}");
    }
}
