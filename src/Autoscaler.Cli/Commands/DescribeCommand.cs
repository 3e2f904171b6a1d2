using System.CommandLine;
using Autoscaler.Cli.Conventions;
using Autoscaler.Cli.Resources;
using Autoscaler.Cli.Server;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.History;

namespace Autoscaler.Cli.Commands;

/// <summary><c>describe</c>: everything of one endpoint that a person asks first.</summary>
internal static class DescribeCommand
{
    public const string Name = "describe";

    private const int Decisions = 10;
    private const int Changes = 5;

    public static Command Create(CliConsole console)
    {
        var command = new Command(Name, """
            Shows one thing with everything that belongs to it.

            Example:
              autoscaler describe endpoint acme/chat
            """);
        var id = Scope.EndpointArgument();
        command.Subcommands.Add(new Command("endpoint", "An endpoint: components and why they are as they are, slots, cache, latest decisions and changes.") { id }.Runs(
            console,
            (parsed, errors) => Scope.ReadEndpoint(parsed.GetValue(id), errors),
            async (client, endpoint, cancellationToken) =>
            {
                var path = ApiPaths.Of(endpoint);
                var view = await client.GetAsync<EndpointView>(path, cancellationToken);
                var decisions = await client.GetPagesAsync($"{path}/decisions", "decisions", "before", Decisions, cancellationToken);
                var changes = await client.GetPagesAsync($"{path}/changes", "changes", "before", Changes, cancellationToken);
                EndpointDescription.Write(
                    console,
                    view,
                    [.. decisions.Select(entry => ApiClient.Read<JournalEntry>(entry, path))],
                    [.. changes.Select(change => ApiClient.Read<ChangeRecord>(change, path))]);
                return ExitCode.Success;
            }));
        return command;
    }
}
