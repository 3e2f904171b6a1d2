using System.CommandLine;
using System.Text.Json.Nodes;
using Autoscaler.Cli.Conventions;
using Autoscaler.Cli.Resources;
using Autoscaler.Cli.Server;
using Autoscaler.Cli.Shown;
using Autoscaler.Contracts.Access;
using Autoscaler.Contracts.Clients;
using Autoscaler.Documents;

namespace Autoscaler.Cli.Commands;

/// <summary><c>key</c>: makes, lists and revokes keys.</summary>
internal static class KeyCommand
{
    public const string Name = "key";

    public static Command Create(CliConsole console)
    {
        var command = new Command(Name, """
            Makes, lists and revokes keys: a tenant's with --tenant, which a tenant's own key must say too; without it the platform's.

            Examples:
              autoscaler key create --name deploy --role operator --tenant acme --for 720h
              autoscaler key list --tenant acme
              autoscaler key revoke k3f9w2x81abc --tenant acme
            """);
        command.Subcommands.Add(CreateKey(console));
        command.Subcommands.Add(List(console));
        command.Subcommands.Add(Revoke(console));
        return command;
    }

    private static Command CreateKey(CliConsole console)
    {
        var name = new Option<string>("--name") { Description = "What it is for, 1 to 100 characters.", Required = true };
        var role = new Option<string>("--role") { Description = "viewer, operator or admin.", Required = true };
        var duration = new Option<string?>("--for") { Description = "How long it is accepted, as 720h. Default: until it is revoked." };
        var tenant = Tenant();
        var output = OutputOption.Create();
        return new Command("create", "Makes a key. Its token is shown this once.") { name, role, duration, tenant, output }.Runs(
            console,
            (parsed, errors) =>
            {
                var lifetime = parsed.GetValue(duration);
                if (lifetime is not null && DurationText.Parse(lifetime) is null)
                {
                    errors.Add(new OptionError("--for", DurationText.Rule, lifetime));
                }

                var asked = parsed.GetValue(role);
                if (asked is not ("viewer" or "operator" or "admin"))
                {
                    errors.Add(new OptionError("--role", "viewer, operator or admin", asked));
                }

                var body = new JsonObject { ["name"] = parsed.GetValue(name), ["role"] = asked };
                if (lifetime is not null)
                {
                    body["for"] = lifetime;
                }

                return (Path: ApiPaths.Keys(TenantArgument.Read(parsed.GetValue(tenant), "--tenant", errors)), Body: body, Format: OutputOption.Read(parsed.GetValue(output), errors));
            },
            async (client, asked, cancellationToken) =>
            {
                var reply = await client.SendAsync(HttpMethod.Post, asked.Path, asked.Body, null, cancellationToken);
                if (asked.Format != OutputFormat.Table)
                {
                    NodeOutput.Write(console, reply.Body, asked.Format);
                    return ExitCode.Success;
                }

                // The token alone on the output, so that a script can keep it.
                var key = ApiClient.Read<ApiKeyView>(reply.Body?["key"], asked.Path);
                console.Error.WriteLine($"key {key.Id} created: {key.Name}, {CaseName.Of(key.Role)} of {key.Tenant?.Value ?? "the platform"}. Its token is not shown again:");
                console.Output.WriteLine(reply.Body?["token"]?.ToString());
                return ExitCode.Success;
            });
    }

    private static Command List(CliConsole console)
    {
        var tenant = Tenant();
        return new Command("list", "Lists keys, never their secrets.") { tenant }.Lists<ApiKeyView>(
            console,
            (parsed, errors) => ListSource.Whole(ApiPaths.Keys(TenantArgument.Read(parsed.GetValue(tenant), tenant.Name, errors)), "keys"),
            static (output, items) => KeyTable.Of(items).Write(output));
    }

    private static Command Revoke(CliConsole console)
    {
        var id = new Argument<string>("KEY") { Description = "The key's id, as 'key list' shows it." };
        var tenant = Tenant();
        return new Command("revoke", "Revokes a key: it is refused from now on.") { id, tenant }.Runs(
            console,
            (parsed, errors) => (Id: ReadId(parsed.GetValue(id)!, errors), Path: ApiPaths.Keys(TenantArgument.Read(parsed.GetValue(tenant), tenant.Name, errors))),
            async (client, asked, cancellationToken) =>
            {
                await client.SendAsync(HttpMethod.Delete, $"{asked.Path}/{ApiPaths.Escape(asked.Id)}", null, null, cancellationToken);
                console.Output.WriteLine($"key {asked.Id} revoked");
                return ExitCode.Success;
            });
    }

    // Whoever gives the token means its key; it is not sent where addresses are logged.
    private static string ReadId(string text, OptionErrors errors)
    {
        if (text.Length == ApiToken.KeyIdLength && text.All(static character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character)))
        {
            return text;
        }

        errors.Add(new OptionError("KEY", $"a key's id, {ApiToken.KeyIdLength} lower-case letters and digits", null) { FoundText = $"{text.Length} characters" });
        return string.Empty;
    }

    private static Option<string?> Tenant() => new("--tenant") { Description = "Whose keys; the platform's if left out." };
}
