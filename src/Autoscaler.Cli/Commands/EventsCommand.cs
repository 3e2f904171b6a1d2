using System.CommandLine;
using System.Net.ServerSentEvents;
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

    // Between two tries to get a lost stream back.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

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
                return new Request(
                    ApiPaths.WithQuery(path, ("tenant", asked.Endpoint is null ? asked.Tenant?.Value : null), ("kinds", ReadKinds(parsed.GetValue(kinds), errors))),
                    parsed.GetValue(follow),
                    OutputOption.Read(parsed.GetValue(output), errors));
            },
            async (client, request, cancellationToken) =>
            {
                var latest = await client.GetPagesAsync(request.Path, "events", "before", Shown, cancellationToken);
                foreach (var entry in latest.Reverse())
                {
                    Write(console, entry, request.Format);
                }

                if (request.Follow)
                {
                    await FollowAsync(console, client, request, (latest.Count > 0 ? latest[0]?["number"] : null)?.ToString(), cancellationToken);
                }

                return ExitCode.Success;
            });
    }

    private static string ReadKinds(string? text, List<OptionError> errors)
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

    private static async Task FollowAsync(CliConsole console, ApiClient client, Request request, string? lastId, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                using var response = await client.OpenStreamAsync(request.Path, lastId, cancellationToken);
                await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
                await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
                {
                    lastId = item.EventId ?? lastId;
                    if (item.EventType == "gap")
                    {
                        await console.Error.WriteLineAsync($"Events were missed: {item.Data}");
                    }
                    else
                    {
                        Write(console, JsonNode.Parse(item.Data), request.Format);
                    }
                }
            }
            catch (Exception e) when (IsPassing(e))
            {
                // The server stops, or the network: nothing is lost, the next try begins behind the last event.
                await console.Error.WriteLineAsync($"The stream broke ({e.Message}); trying again.");
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    private static bool IsPassing(Exception e) => e is IOException or HttpRequestException || (e is ProblemException { Problem: var problem } && problem.Status is null or 429 or >= 500);

    private static void Write(CliConsole console, JsonNode? entry, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Table:
                foreach (var line in EventTable.LinesOf(ApiClient.Read<JournalEntry>(entry, Name)))
                {
                    console.Output.WriteLine(line);
                }

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

    private sealed record Request(string Path, bool Follow, OutputFormat Format);
}
