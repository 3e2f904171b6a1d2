using System.CommandLine;
using Autoscaler.Cli.Conventions;
using Autoscaler.Cli.Server;
using Autoscaler.Contracts.Endpoints;

namespace Autoscaler.Cli.Commands;

/// <summary><c>delete</c>: ends an endpoint, or a tenant that has none.</summary>
internal static class DeleteCommand
{
    public const string Name = "delete";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    public static Command Create(CliConsole console)
    {
        var command = new Command(Name, """
            Deletes an endpoint: its copies finish their requests, its instances go, its cache is purged. Or a tenant without endpoints.

            Examples:
              autoscaler delete endpoint acme/chat
              autoscaler delete endpoint acme/chat --wait
              autoscaler delete tenant acme
            """);
        command.Subcommands.Add(Endpoint(console));
        command.Subcommands.Add(Tenant(console));
        return command;
    }

    private static Command Endpoint(CliConsole console)
    {
        var id = Scope.EndpointArgument();
        var wait = new Option<bool>("--wait") { Description = "Waits until nothing of it is left." };
        var command = new Command("endpoint", "Deletes an endpoint and everything that it owns.") { id, wait };
        command.Aliases.Add("endpoints");
        return command.Runs(
            console,
            (parsed, errors) => (Id: Scope.ReadEndpoint(parsed.GetValue(id), errors), Wait: parsed.GetValue(wait)),
            async (client, asked, cancellationToken) =>
            {
                var path = ApiPaths.Of(asked.Id);
                await client.SendAsync(HttpMethod.Delete, path, null, null, cancellationToken);
                console.Output.WriteLine($"endpoint {asked.Id} is being deleted");
                if (asked.Wait)
                {
                    await WaitAsync(client, path, cancellationToken);
                    console.Output.WriteLine($"endpoint {asked.Id} is deleted");
                }

                return ExitCode.Success;
            });
    }

    // Somebody may make it anew meanwhile: what was deleted is gone then too.
    private static async Task WaitAsync(ApiClient client, string path, CancellationToken cancellationToken)
    {
        using var looks = new PeriodicTimer(LookEvery, TimeProvider.System);
        while (await client.FindAsync(path, cancellationToken) is { } found && ApiClient.Read<EndpointView>(found.Body, path).Phase == EndpointPhase.Deleting)
        {
            await looks.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static Command Tenant(CliConsole console)
    {
        var name = new Argument<string>("TENANT") { Description = "The tenant." };
        var command = new Command("tenant", "Deletes a tenant that has no endpoints, and its keys.") { name };
        command.Aliases.Add("tenants");
        return command.Runs(
            console,
            (parsed, errors) => TenantArgument.Read(parsed.GetValue(name), name.Name, errors),
            async (client, tenant, cancellationToken) =>
            {
                await client.SendAsync(HttpMethod.Delete, ApiPaths.Of(tenant!.Value), null, null, cancellationToken);
                console.Output.WriteLine($"tenant {tenant} is deleted");
                return ExitCode.Success;
            });
    }
}
