using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Autoscaler.Cli.Conventions;
using Autoscaler.Cli.Resources;
using Autoscaler.Cli.Server;
using Autoscaler.Cli.Shown;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Fleets;
using Autoscaler.Contracts.History;
using Autoscaler.Contracts.Slots;
using Autoscaler.Contracts.Tenants;

namespace Autoscaler.Cli.Commands;

/// <summary><c>get</c>: lists what a server holds.</summary>
internal static class GetCommand
{
    public const string Name = "get";

    private const int DefaultLimit = 1_000;
    private const int DefaultJournalLimit = 20;
    private const int MaxLimit = 100_000;

    public static Command Create(CliConsole console)
    {
        var command = new Command(Name, """
            Lists what a server holds.

            Examples:
              autoscaler get endpoints
              autoscaler get endpoints acme --phase deleting -o yaml
              autoscaler get slots acme/chat
              autoscaler get decisions acme/chat --limit 5 -o json
            """);
        command.Subcommands.Add(Endpoints(console));
        command.Subcommands.Add(Tenants(console));
        command.Subcommands.Add(Slots(console));
        command.Subcommands.Add(Caches(console));
        command.Subcommands.Add(Decisions(console));
        command.Subcommands.Add(Changes(console));
        return command;
    }

    private static Command Endpoints(CliConsole console)
    {
        var phase = new Option<string?>("--phase") { Description = "Only those in this phase: active or deleting." };
        var part = new Option<string?>("--name") { Description = "Only those whose name contains this." };
        var command = new Command("endpoints", "Endpoints in short: of everything, of a tenant, or one.") { phase, part };
        command.Aliases.Add("endpoint");
        return Listing<EndpointSummary>(
            console,
            command,
            DefaultLimit,
            (parsed, scope) => scope.Endpoint is { } one
                ? new Source(ApiPaths.Of(one), null, string.Empty)
                : new Source(
                    ApiPaths.WithQuery(
                        scope.Tenant is { } tenant ? $"{ApiPaths.Of(tenant)}/endpoints" : $"{ApiPaths.Root}/endpoints",
                        ("phase", parsed.GetValue(phase)),
                        ("name", parsed.GetValue(part))),
                    "endpoints",
                    "after"),
            static (output, items) => EndpointTable.Write(output, items),
            static node => EndpointSummary.Of(ApiClient.Read<EndpointView>(node, "endpoint")));
    }

    private static Command Tenants(CliConsole console)
    {
        var command = new Command("tenants", "Tenants: all, or one.");
        command.Aliases.Add("tenant");
        return Listing<TenantView>(
            console,
            command,
            DefaultLimit,
            static (_, scope) => scope.Tenant is { } tenant ? new Source(ApiPaths.Of(tenant), null, string.Empty) : new Source($"{ApiPaths.Root}/tenants", "tenants", "after"),
            static (output, items) => TenantTable.Write(output, items));
    }

    private static Command Slots(CliConsole console)
    {
        var command = new Command("slots", "Slots with their instances and copies: of all endpoints, or of one.");
        command.Aliases.Add("slot");
        return Listing<SlotReport>(
            console,
            command,
            DefaultLimit,
            static (_, scope) => scope.Endpoint is { } one ? new Source($"{ApiPaths.Of(one)}/slots", "slots", "after") : new Source(OfTenant("slots", scope), "slots", "after"),
            static (output, items) => SlotTable.Write(output, items));
    }

    private static Command Caches(CliConsole console)
    {
        var command = new Command("caches", "Image caches with their entries: of all endpoints, or of one.");
        command.Aliases.Add("cache");
        return Listing<EndpointCache>(
            console,
            command,
            DefaultLimit,
            static (_, scope) => scope.Endpoint is { } one
                ? new Source($"{ApiPaths.Of(one)}/cache", null, string.Empty, node => new JsonObject { ["endpoint"] = one.ToString(), ["cache"] = node?.DeepClone() })
                : new Source(OfTenant("caches", scope), "caches", "after"),
            static (output, items) => CacheTable.Write(output, items));
    }

    private static Command Decisions(CliConsole console)
    {
        var component = new Option<string?>("--component") { Description = "Only those that concern this component." };
        var holds = new Option<bool>("--holds") { Description = "Also runs of ticks that changed nothing." };
        var command = new Command("decisions", "What an endpoint decided and why, the newest first.") { component, holds };
        command.Aliases.Add("decision");
        return Listing<JournalEntry>(
            console,
            command,
            DefaultJournalLimit,
            (parsed, scope) => new Source(
                ApiPaths.WithQuery($"{ApiPaths.Of(scope.Endpoint!.Value)}/decisions", ("component", parsed.GetValue(component)), ("holds", parsed.GetValue(holds) ? "true" : null)),
                "decisions",
                "before"),
            static (output, items) => WriteLines(output, items),
            needsEndpoint: true);
    }

    private static Command Changes(CliConsole console)
    {
        var command = new Command("changes", "Who changed what, the newest first: everywhere, of a tenant, or of an endpoint.");
        command.Aliases.Add("change");
        return Listing<ChangeRecord>(
            console,
            command,
            DefaultJournalLimit,
            static (_, scope) => new Source(
                $"{(scope.Endpoint is { } one ? ApiPaths.Of(one) : scope.Tenant is { } tenant ? ApiPaths.Of(tenant) : ApiPaths.Root)}/changes", "changes", "before"),
            static (output, items) => ChangeTable.Write(output, items));
    }

    private static string OfTenant(string list, Scope scope) => ApiPaths.WithQuery($"{ApiPaths.Root}/{list}", ("tenant", scope.Tenant?.Value));

    private static void WriteLines(CliConsole console, IReadOnlyList<JournalEntry> entries)
    {
        foreach (var line in entries.SelectMany(EventTable.LinesOf))
        {
            console.Output.WriteLine(line);
        }
    }

    private static Command Listing<T>(
        CliConsole console,
        Command command,
        int defaultLimit,
        Func<ParseResult, Scope, Source> sourceOf,
        Action<CliConsole, IReadOnlyList<T>> writeTable,
        Func<JsonNode?, T>? read = null,
        bool needsEndpoint = false)
    {
        var scope = Scope.Argument(needsEndpoint ? "The endpoint." : "What it is about; everything if left out.");
        var output = OutputOption.Create();
        var limit = new Option<string?>("--limit") { Description = string.Create(CultureInfo.InvariantCulture, $"Most rows, 1 to {MaxLimit:#,0}. Default {defaultLimit:#,0}.") };
        command.Arguments.Add(scope);
        command.Options.Add(output);
        command.Options.Add(limit);
        return command.Runs(
            console,
            (parsed, errors) =>
            {
                var asked = needsEndpoint ? new Scope(null, Scope.ReadEndpoint(parsed.GetValue(scope), errors)) : Scope.Read(parsed.GetValue(scope), errors);
                return (Source: sourceOf(parsed, asked), Format: OutputOption.Read(parsed.GetValue(output), errors), Limit: ReadLimit(parsed.GetValue(limit), defaultLimit, errors));
            },
            async (client, asked, cancellationToken) =>
            {
                var items = await asked.Source.ReadAsync(client, asked.Limit, cancellationToken);
                if (asked.Format != OutputFormat.Table)
                {
                    NodeOutput.Write(console, items, asked.Format);
                }
                else if (items.Count == 0)
                {
                    console.Error.WriteLine("Nothing found.");
                }
                else
                {
                    writeTable(console, [.. items.Select(item => read is not null && asked.Source.Items is null ? read(item) : ApiClient.Read<T>(item, asked.Source.Path))]);
                }

                return ExitCode.Success;
            });
    }

    private static int ReadLimit(string? text, int defaultLimit, List<OptionError> errors)
    {
        if (text is null)
        {
            return defaultLimit;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit)
        {
            return limit;
        }

        errors.Add(new OptionError("--limit", string.Create(CultureInfo.InvariantCulture, $"a number of rows, 1 to {MaxLimit}"), text));
        return defaultLimit;
    }

    /// <summary>Where a list comes from.</summary>
    /// <param name="Path">The address.</param>
    /// <param name="Items">The member with a page's items; null where the answer is the one item.</param>
    /// <param name="Cursor">The parameter that the next page is asked for with.</param>
    /// <param name="Wrap">What makes an item of the one answer; null where it is one.</param>
    private sealed record Source(string Path, string? Items, string Cursor, Func<JsonNode?, JsonNode>? Wrap = null)
    {
        public async Task<JsonArray> ReadAsync(ApiClient client, int limit, CancellationToken cancellationToken)
        {
            if (Items is not null)
            {
                return await client.GetPagesAsync(Path, Items, Cursor, limit, cancellationToken);
            }

            var body = (await client.GetAsync(Path, cancellationToken)).Body;
            return [Wrap is null ? body : Wrap(body)];
        }
    }
}
