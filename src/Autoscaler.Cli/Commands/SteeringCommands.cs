using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Autoscaler.Cli.Conventions;
using Autoscaler.Cli.Server;
using Autoscaler.Cli.Shown;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Decisions.Specs;
using Autoscaler.Documents;

namespace Autoscaler.Cli.Commands;

/// <summary><c>pause</c>, <c>resume</c>, <c>scale</c> and <c>activate</c>: takes the wheel of an endpoint that runs.</summary>
internal static class SteeringCommands
{
    public static Command Pause(CliConsole console) => Switch(console, "pause", "is paused", """
        Pauses scaling: nothing is placed, drained, launched or released, and what is lost is not replaced.

        Example:
          autoscaler pause acme/chat
        """);

    public static Command Resume(CliConsole console) => Switch(console, "resume", "scales again", """
        Resumes scaling.

        Example:
          autoscaler resume acme/chat
        """);

    public static Command Scale(CliConsole console)
    {
        var id = Scope.EndpointArgument();
        var component = ComponentArgument();
        var copies = new Option<string?>("--copies") { Description = "Copies to have, 0 to the component's maximum." };
        var duration = new Option<string?>("--for") { Description = "How long, 1m to 168h. Default 30m." };
        var end = new Option<bool>("--end") { Description = "Ends it: demand counts again." };
        var command = new Command("scale", """
            Sets a component's copies by hand for a while, whatever demand says; limits and the runaway guard still hold.

            Examples:
              autoscaler scale acme/chat chat --copies 12 --for 30m
              autoscaler scale acme/chat chat --end
            """) { id, component, copies, duration, end };
        return command.Runs(
            console,
            (parsed, errors) => (
                Id: Scope.ReadEndpoint(parsed.GetValue(id), errors),
                Component: ReadComponent(parsed.GetValue(component), errors),
                Body: ReadOverride(parsed.GetValue(copies), parsed.GetValue(duration), parsed.GetValue(end), errors)),
            async (client, asked, cancellationToken) =>
            {
                var path = $"{ApiPaths.Of(asked.Id, asked.Component)}/override";
                if (asked.Body is null)
                {
                    await client.SendAsync(HttpMethod.Delete, path, null, null, cancellationToken);
                    console.Output.WriteLine($"component {asked.Component} of {asked.Id} follows demand again");
                    return ExitCode.Success;
                }

                var view = ApiClient.Read<EndpointView>((await client.SendAsync(HttpMethod.Put, path, asked.Body, null, cancellationToken)).Body, path);
                var until = view.Overrides.FirstOrDefault(set => set.Component == asked.Component)?.Until;
                console.Output.WriteLine($"component {asked.Component} of {asked.Id} scaled to {asked.Body["copies"]} for {asked.Body["for"]}, until {ShownTime.Of(until)}");
                return ExitCode.Success;
            });
    }

    public static Command Activate(CliConsole console)
    {
        var id = Scope.EndpointArgument();
        var component = ComponentArgument();
        var wait = new Option<string?>("--wait") { Description = "How long to wait for a copy that serves, 0s to 2m. Default 2m." };
        var command = new Command("activate", """
            Asks for at least one copy of a component that has none, and waits for it. Exits with 1 where none serves by then.

            Example:
              autoscaler activate acme/chat chat --wait 30s
            """) { id, component, wait };
        return command.Runs(
            console,
            (parsed, errors) => (
                Id: Scope.ReadEndpoint(parsed.GetValue(id), errors),
                Component: ReadComponent(parsed.GetValue(component), errors),
                Wait: ReadDuration("--wait", parsed.GetValue(wait) ?? "2m", errors)),
            async (client, asked, cancellationToken) =>
            {
                var path = ApiPaths.WithQuery($"{ApiPaths.Of(asked.Id, asked.Component)}/activate", ("wait", asked.Wait));
                var reply = await client.SendAsync(HttpMethod.Post, path, null, null, cancellationToken);
                console.Output.WriteLine($"component {asked.Component} of {asked.Id} serves, ready copies: {reply.Body?["readyCopies"]}");
                return ExitCode.Success;
            });
    }

    private static Command Switch(CliConsole console, string verb, string done, string description)
    {
        var id = Scope.EndpointArgument();
        return new Command(verb, description) { id }.Runs(
            console,
            (parsed, errors) => Scope.ReadEndpoint(parsed.GetValue(id), errors),
            async (client, endpoint, cancellationToken) =>
            {
                await client.SendAsync(HttpMethod.Post, $"{ApiPaths.Of(endpoint)}/{verb}", null, null, cancellationToken);
                console.Output.WriteLine($"endpoint {endpoint} {done}");
                return ExitCode.Success;
            });
    }

    private static Argument<string> ComponentArgument() => new("COMPONENT") { Description = "The component." };

    private static ComponentName ReadComponent(string? text, OptionErrors errors)
    {
        if (NameSyntax.IsName(text))
        {
            return new ComponentName(text!);
        }

        errors.Add(new OptionError("COMPONENT", NameSyntax.NameRule, text));
        return default;
    }

    private static JsonObject? ReadOverride(string? copies, string? duration, bool end, OptionErrors errors)
    {
        if (end)
        {
            if (copies is not null || duration is not null)
            {
                errors.Add(new OptionError("--end", "alone, without --copies and --for", "together with them"));
            }

            return null;
        }

        if (!int.TryParse(copies, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            errors.Add(new OptionError("--copies", "a number of copies, 0 or more, or --end", copies));
        }

        return new JsonObject { ["copies"] = count, ["for"] = ReadDuration("--for", duration ?? "30m", errors) };
    }

    private static string ReadDuration(string option, string text, OptionErrors errors)
    {
        if (DurationText.Parse(text) is null)
        {
            errors.Add(new OptionError(option, DurationText.Rule, text));
        }

        return text;
    }
}
