using System.CommandLine;
using Autoscaler.Cli.Conventions;
using Autoscaler.Cli.Server;

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
        return new Command("endpoint", "Deletes an endpoint and everything that it owns.") { id, wait }.Runs(
            console,
            (parsed, errors) => (Id: Scope.ReadEndpoint(parsed.GetValue(id), errors), Wait: parsed.GetValue(wait)),
            async (client, asked, cancellationToken) =>
            {
                var path = ApiPaths.Of(asked.Id);
                await client.SendAsync(HttpMethod.Delete, path, null, null, cancellationToken);
                console.Output.WriteLine($"endpoint {asked.Id} is being deleted");
                if (asked.Wait)
                {
                    using var looks = new PeriodicTimer(LookEvery, TimeProvider.System);
                    while (await client.FindAsync(path, cancellationToken) is not null && await looks.WaitForNextTickAsync(cancellationToken))
                    {
                    }

                    console.Output.WriteLine($"endpoint {asked.Id} is deleted");
                }

                return ExitCode.Success;
            });
    }

    private static Command Tenant(CliConsole console)
    {
        var name = new Argument<string>("TENANT") { Description = "The tenant." };
        return new Command("tenant", "Deletes a tenant that has no endpoints, and its keys.") { name }.Runs(
            console,
            (parsed, errors) => TenantArgument.Read(parsed.GetValue(name), "TENANT", errors),
            async (client, tenant, cancellationToken) =>
            {
                await client.SendAsync(HttpMethod.Delete, ApiPaths.Of(tenant!.Value), null, null, cancellationToken);
                console.Output.WriteLine($"tenant {tenant} is deleted");
                return ExitCode.Success;
            });
    }
}
