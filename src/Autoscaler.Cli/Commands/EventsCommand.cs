using System.CommandLine;
using System.Text.Json.Nodes;
using Autoscaler.Cli.Conventions;
using Autoscaler.Cli.Resources;
using Autoscaler.Cli.Server;
using Autoscaler.Cli.Shown;
using Autoscaler.Contracts.History;
using Autoscaler.Documents;

namespace Autoscaler.Cli.Commands;

/// <summary><c>events</c>: what happened, and what happens.</summary>
internal static class EventsCommand
{
    public const string Name = "events";

    private const int Shown = 50;

    public static Command Create(CliConsole console)
    {
        var scope = Scope.Argument("Whose events; everybody's if left out.");
        var follow = new Option<bool>("--follow", "-f") { Description = "Goes on with what happens, until Ctrl-C; a stream that breaks is taken up where it was." };
        var kinds = new Option<string?>("--kinds") { Description = "Only these: decision, hold, slot, copy, cache, capacity, endpoint; several with commas. Default: all but hold." };
        var output = OutputOption.Create();
        var command = new Command(Name, """
            Shows the latest 50 events, the newest last; with --follow also those to come.

            Examples:
              autoscaler events --follow
              autoscaler events acme/chat --kinds decision,slot
              autoscaler events -f -o json | jq .event
            """) { scope, follow, kinds, output };
        return command.Runs(
            console,
            (parsed, errors) =>
            {
                var asked = Scope.Read(parsed.GetValue(scope), errors);
                var path = asked.Endpoint is { } endpoint ? $"{ApiPaths.Of(endpoint)}/events" : $"{ApiPaths.Root}/events";
                return (
                    Path: ApiPaths.WithQuery(path, ("tenant", asked.Endpoint is null ? asked.Tenant?.Value : null), ("kinds", ReadKinds(parsed.GetValue(kinds), errors))),
                    Follows: parsed.GetValue(follow),
                    Format: OutputOption.Read(parsed.GetValue(output), errors));
            },
            async (client, asked, cancellationToken) =>
            {
                var (latest, _) = await ListSource.Pages(asked.Path, "events", ListSource.Before).ReadAsync(client, Shown, Shown, cancellationToken);
                foreach (var entry in latest.Reverse())
                {
                    Write(console, entry, asked.Format);
                }

                if (asked.Follows)
                {
                    var last = latest.Count > 0 ? latest[0]!["number"]!.ToString() : EventFollower.Beginning;
                    await new EventFollower(client, console, asked.Path, TimeProvider.System).RunAsync(last, data => Write(console, JsonNode.Parse(data), asked.Format), cancellationToken);
                }
                else if (latest.Count == 0 && asked.Format == OutputFormat.Table)
                {
                    console.Error.WriteLine(TextTable.NothingFound);
                }

                return ExitCode.Success;
            });
    }

    private static string ReadKinds(string? text, OptionErrors errors)
    {
        var known = Enum.GetValues<EventKinds>().Where(static kind => int.IsPow2((int)kind)).Select(CaseName.Of).ToList();
        if (text is null)
        {
            return string.Join(',', known.Where(static kind => kind != CaseName.Of(EventKinds.Hold)));
        }

        foreach (var kind in text.Split(',').Where(kind => !known.Contains(kind)))
        {
            errors.Add(new OptionError("--kinds", $"some of {string.Join(", ", known)}, with commas between them", kind));
        }

        return text;
    }

    private static void Write(CliConsole console, JsonNode? entry, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Table:
                WriteLines(console, entry);
                break;
            case OutputFormat.Json:
                // One event a line, so that a stream of them can be read as it comes.
                console.Output.WriteLine(entry?.ToJsonString(AutoscalerJson.Options));
                break;
            default:
                console.Output.Write($"---\n{AutoscalerYaml.Write(entry)}");
                break;
        }

        console.Output.Flush();
    }

    private static void WriteLines(CliConsole console, JsonNode? entry)
    {
        try
        {
            foreach (var line in EventTable.LinesOf(ApiClient.Read<JournalEntry>(entry, Name)))
            {
                console.Output.WriteLine(line);
            }
        }
        catch (ProblemException)
        {
            // A newer server tells of more: that is no reason to tell nothing of the rest.
            console.Error.WriteLine($"An event that this release does not know: {entry?.ToJsonString(AutoscalerJson.Options)}");
        }
    }
}
