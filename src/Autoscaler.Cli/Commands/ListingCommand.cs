using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Autoscaler.Cli.Conventions;
using Autoscaler.Cli.Server;
using Autoscaler.Cli.Shown;

namespace Autoscaler.Cli.Commands;

/// <summary>Gives a command that lists something its options and its work.</summary>
internal static class ListingCommand
{
    private const int DefaultLimit = 1_000;
    private const int DefaultJournalLimit = 20;
    private const int MaxLimit = 100_000;

    /// <summary>Lists what stands in an order: whoever sees not all of it is told so.</summary>
    /// <typeparam name="T">What the server lists.</typeparam>
    /// <param name="command">The command, with its own arguments and options.</param>
    /// <param name="console">What it has of the world.</param>
    /// <param name="sourceOf">Where the list comes from.</param>
    /// <param name="write">Writes it for people.</param>
    /// <param name="readOne">Reads the one thing, where the server gives more of one than of many; null where it does not.</param>
    public static Command Lists<T>(
        this Command command,
        CliConsole console,
        Func<ParseResult, OptionErrors, ListSource> sourceOf,
        Action<CliConsole, IReadOnlyList<T>> write,
        Func<JsonNode?, T>? readOne = null) => command.Lists(console, DefaultLimit, sourceOf, write, readOne);

    /// <summary>Lists the latest of a journal, the newest first.</summary>
    public static Command ListsLatest<T>(this Command command, CliConsole console, Func<ParseResult, OptionErrors, ListSource> sourceOf, Action<CliConsole, IReadOnlyList<T>> write) =>
        command.Lists(console, DefaultJournalLimit, sourceOf, write, readOne: null);

    private static Command Lists<T>(
        this Command command,
        CliConsole console,
        int defaultLimit,
        Func<ParseResult, OptionErrors, ListSource> sourceOf,
        Action<CliConsole, IReadOnlyList<T>> write,
        Func<JsonNode?, T>? readOne)
    {
        var output = OutputOption.Create();
        var limit = CountOption("--limit", string.Create(CultureInfo.InvariantCulture, $"Most rows, 1 to {MaxLimit:#,0}. Default {defaultLimit:#,0}."));
        var chunk = CountOption("--chunk-size", string.Create(CultureInfo.InvariantCulture, $"Most rows to ask the server for at a time, 1 to {ListSource.MaxPage}. Default {ListSource.MaxPage}."));
        command.Options.Add(output);
        command.Options.Add(limit);
        command.Options.Add(chunk);
        return command.Runs(
            console,
            (parsed, errors) => (
                Source: sourceOf(parsed, errors),
                Format: OutputOption.Read(parsed.GetValue(output), errors),
                Limit: ReadCount(parsed, limit, MaxLimit, defaultLimit, errors),
                Chunk: ReadCount(parsed, chunk, ListSource.MaxPage, ListSource.MaxPage, errors)),
            async (client, asked, cancellationToken) =>
            {
                var (items, hasMore) = await asked.Source.ReadAsync(client, asked.Limit, asked.Chunk, cancellationToken);
                if (asked.Format != OutputFormat.Table)
                {
                    NodeOutput.Write(console, asked.Source.Items is null ? items[0] : items, asked.Format);
                }
                else
                {
                    var read = asked.Source.Items is null && readOne is not null ? readOne : node => ApiClient.Read<T>(node, asked.Source.Path);
                    write(console, [.. items.Select(read)]);
                }

                if (hasMore && asked.Source.Cursor != ListSource.Before)
                {
                    console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"There are more than these {items.Count:#,0}; --limit shows up to {MaxLimit:#,0}."));
                }

                return ExitCode.Success;
            });
    }

    private static Option<string?> CountOption(string name, string description) => new(name) { Description = description };

    private static int ReadCount(ParseResult parsed, Option<string?> option, int most, int otherwise, OptionErrors errors)
    {
        var text = parsed.GetValue(option);
        if (text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= most))
        {
            return text is null ? otherwise : int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        errors.Add(new OptionError(option.Name, string.Create(CultureInfo.InvariantCulture, $"a number of rows, 1 to {most:#,0}"), text));
        return otherwise;
    }
}
