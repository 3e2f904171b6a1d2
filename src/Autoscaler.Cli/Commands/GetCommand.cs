using System.CommandLine;
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
using Autoscaler.Decisions.Specs;

namespace Autoscaler.Cli.Commands;

/// <summary><c>get</c>: lists what a server holds.</summary>
internal static class GetCommand
{
    public const string Name = "get";

    public static Command Create(CliConsole console)
    {
        var command = new Command(Name, """
            Lists what a server holds.

            Examples:
              autoscaler get endpoints
              autoscaler get endpoints acme --phase deleting -o yaml
              autoscaler get spec acme/chat > chat.yaml      # to change it, and apply it again
              autoscaler get slots acme/chat
              autoscaler get decisions acme/chat --limit 5 -o json
            """);
        command.Subcommands.Add(Endpoints(console));
        command.Subcommands.Add(Spec(console));
        command.Subcommands.Add(Tenants(console));
        command.Subcommands.Add(Slots(console));
        command.Subcommands.Add(Caches(console));
        command.Subcommands.Add(Decisions(console));
        command.Subcommands.Add(Changes(console));
        return command;
    }

    private static Command Endpoints(CliConsole console)
    {
        var scope = Scope.Argument("A tenant, for its endpoints, or one endpoint; all if left out.");
        var phase = new Option<string?>("--phase") { Description = "Only those in this phase: active or deleting." };
        var part = new Option<string?>("--name") { Description = "Only those whose name contains this." };
        return Of("endpoints", "Endpoints in short: all, a tenant's, or one.", scope, phase, part).Lists(
            console,
            (parsed, errors) =>
            {
                var asked = Scope.Read(parsed.GetValue(scope), errors);
                if (asked.Endpoint is { } one)
                {
                    RefuseBesideOne(parsed, phase, errors);
                    RefuseBesideOne(parsed, part, errors);
                    return ListSource.One(ApiPaths.Of(one));
                }

                var path = asked.Tenant is { } tenant ? $"{ApiPaths.Of(tenant)}/endpoints" : $"{ApiPaths.Root}/endpoints";
                return ListSource.Pages(
                    ApiPaths.WithQuery(
                        path,
                        ("phase", ReadWord(parsed, phase, static text => text is "active" or "deleting", "active or deleting", errors)),
                        ("name", ReadWord(parsed, part, NameSyntax.IsName, $"part of a name: {NameSyntax.NameRule}", errors))),
                    "endpoints",
                    ListSource.After);
            },
            static (output, items) => EndpointTable.Of(items).Write(output),
            static node => EndpointSummary.Of(ApiClient.Read<EndpointView>(node, "endpoint")));
    }

    private static Command Spec(CliConsole console)
    {
        var id = Scope.EndpointArgument();
        var output = new Option<string?>("--output", "-o") { Description = "yaml (the default), which apply takes, or json." };
        var command = new Command("spec", "An endpoint's spec, every field with its value.") { id, output };
        command.Aliases.Add("specs");
        return command.Runs(
            console,
            (parsed, errors) => (
                Path: $"{ApiPaths.Of(Scope.ReadEndpoint(parsed.GetValue(id), errors))}/spec",
                IsJson: ReadWord(parsed, output, static text => text is "yaml" or "json", "yaml or json", errors) == "json"),
            async (client, asked, cancellationToken) =>
            {
                var spec = (await client.GetAsync(asked.Path, cancellationToken)).Body ?? throw ApiClient.NoAnswer(asked.Path);
                NodeOutput.Write(console, spec, asked.IsJson ? OutputFormat.Json : OutputFormat.Yaml);
                return ExitCode.Success;
            });
    }

    private static Command Tenants(CliConsole console)
    {
        var name = new Argument<string?>("TENANT") { Description = "One tenant; all if left out.", Arity = ArgumentArity.ZeroOrOne };
        return Of("tenants", "Tenants: all, or one.", name).Lists<TenantView>(
            console,
            (parsed, errors) => TenantArgument.Read(parsed.GetValue(name), name.Name, errors) is { } tenant
                ? ListSource.One(ApiPaths.Of(tenant))
                : ListSource.Pages($"{ApiPaths.Root}/tenants", "tenants", ListSource.After),
            static (output, items) => TenantTable.Of(items).Write(output));
    }

    private static Command Slots(CliConsole console)
    {
        var scope = Scope.Argument("A tenant or an endpoint; everything if left out.");
        return Of("slots", "Slots with their instances and copies: all, a tenant's, or an endpoint's.", scope).Lists<SlotReport>(
            console,
            (parsed, errors) =>
            {
                var asked = Scope.Read(parsed.GetValue(scope), errors);
                return asked.Endpoint is { } one
                    ? ListSource.Whole($"{ApiPaths.Of(one)}/slots", "slots")
                    : ListSource.Pages(OfTenant("slots", asked), "slots", ListSource.After) with { IsByEndpoint = true };
            },
            static (output, items) => SlotTable.Of(items).Write(output));
    }

    private static Command Caches(CliConsole console)
    {
        var scope = Scope.Argument("A tenant or an endpoint; everything if left out.");
        return Of("caches", "Image caches with their entries: all, a tenant's, or an endpoint's.", scope).Lists<EndpointCache>(
            console,
            (parsed, errors) =>
            {
                var asked = Scope.Read(parsed.GetValue(scope), errors);
                return asked.Endpoint is { } one
                    ? ListSource.One($"{ApiPaths.Of(one)}/cache") with { Wrap = cache => new JsonObject { ["endpoint"] = one.ToString(), ["cache"] = cache.DeepClone() } }
                    : ListSource.Pages(OfTenant("caches", asked), "caches", ListSource.After);
            },
            static (output, items) => CacheTable.Of(items).Write(output));
    }

    private static Command Decisions(CliConsole console)
    {
        var id = Scope.EndpointArgument();
        var component = new Option<string?>("--component") { Description = "Only those that concern this component." };
        var holds = new Option<bool>("--holds") { Description = "Also runs of ticks that changed nothing." };
        return Of("decisions", "What an endpoint decided and why, the newest first.", id, component, holds).ListsLatest<JournalEntry>(
            console,
            (parsed, errors) => ListSource.Pages(
                ApiPaths.WithQuery(
                    $"{ApiPaths.Of(Scope.ReadEndpoint(parsed.GetValue(id), errors))}/decisions",
                    ("component", ReadWord(parsed, component, NameSyntax.IsName, NameSyntax.NameRule, errors)),
                    ("holds", parsed.GetValue(holds) ? "true" : null)),
                "decisions",
                ListSource.Before),
            static (output, items) => EventTable.Write(output, items));
    }

    private static Command Changes(CliConsole console)
    {
        var scope = Scope.Argument("A tenant or an endpoint; everything if left out.");
        return Of("changes", "Who changed what, the newest first: everywhere, of a tenant, or of an endpoint.", scope).ListsLatest<ChangeRecord>(
            console,
            (parsed, errors) =>
            {
                var asked = Scope.Read(parsed.GetValue(scope), errors);
                var of = asked.Endpoint is { } one ? ApiPaths.Of(one) : asked.Tenant is { } tenant ? ApiPaths.Of(tenant) : ApiPaths.Root;
                return ListSource.Pages($"{of}/changes", "changes", ListSource.Before);
            },
            static (output, items) => ChangeTable.Of(items).Write(output));
    }

    // Plural, as it is listed; the singular is as good.
    private static Command Of(string name, string description, params ReadOnlySpan<Symbol> symbols)
    {
        var command = new Command(name, description);
        command.Aliases.Add(name[..^1]);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Arguments.Add(argument);
            }
            else if (symbol is Option option)
            {
                command.Options.Add(option);
            }
        }

        return command;
    }

    private static string OfTenant(string list, Scope scope) => ApiPaths.WithQuery($"{ApiPaths.Root}/{list}", ("tenant", scope.Tenant?.Value));

    private static string? ReadWord(ParseResult parsed, Option<string?> option, Func<string, bool> isValid, string expected, OptionErrors errors)
    {
        var text = parsed.GetValue(option);
        if (text is not null && !isValid(text))
        {
            errors.Add(new OptionError(option.Name, expected, text));
        }

        return text;
    }

    private static void RefuseBesideOne(ParseResult parsed, Option<string?> filter, OptionErrors errors)
    {
        if (parsed.GetValue(filter) is { } text)
        {
            errors.Add(new OptionError(filter.Name, "no filter beside one endpoint", text));
        }
    }
}
