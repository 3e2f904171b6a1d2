using System.CommandLine;
using Autoscaler.Cli.Conventions;
using Autoscaler.Cli.Resources;
using Autoscaler.Cli.Server;
using Autoscaler.Contracts.Caching;
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

            Examples:
              autoscaler describe endpoint acme/chat
              autoscaler describe cache acme/chat
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
        command.Subcommands.Add(Cache(console));
        return command;
    }

    private static Command Cache(CliConsole console)
    {
        var id = Scope.EndpointArgument();
        return new Command("cache", "An endpoint's cache: each entry with its state, mechanism and why, hits, what it saved, its cost and its last check; purges.") { id }.Runs(
            console,
            (parsed, errors) => Scope.ReadEndpoint(parsed.GetValue(id), errors),
            async (client, endpoint, cancellationToken) =>
            {
                var path = $"{ApiPaths.Of(endpoint)}/cache";
                var report = await client.GetAsync<CacheReport>(path, cancellationToken);
                CacheDescription.Write(console, endpoint, report, await CacheCommand.ReadReceiptsAsync(client, endpoint, cancellationToken));
                return ExitCode.Success;
            });
    }
}
