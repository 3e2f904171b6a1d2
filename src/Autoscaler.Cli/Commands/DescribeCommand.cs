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
        var endpoint = new Command("endpoint", "An endpoint: components and why they are as they are, slots, cache, latest decisions and changes.") { id };
        endpoint.Aliases.Add("endpoints");
        command.Subcommands.Add(endpoint.Runs(
            console,
            (parsed, errors) => ApiPaths.Of(Scope.ReadEndpoint(parsed.GetValue(id), errors)),
            async (client, path, cancellationToken) =>
            {
                var view = await client.GetAsync<EndpointView>(path, cancellationToken);
                EndpointDescription.Write(
                    console,
                    view,
                    await LatestAsync<JournalEntry>(client, path, "decisions", Decisions, cancellationToken),
                    await LatestAsync<ChangeRecord>(client, path, "changes", Changes, cancellationToken));
                return ExitCode.Success;
            }));
        command.Subcommands.Add(Cache(console));
        return command;
    }

    private static async Task<IReadOnlyList<T>> LatestAsync<T>(ApiClient client, string path, string list, int count, CancellationToken cancellationToken)
    {
        var (items, _) = await ListSource.Pages($"{path}/{list}", list, ListSource.Before).ReadAsync(client, count, ListSource.MaxPage, cancellationToken);
        return [.. items.Select(item => ApiClient.Read<T>(item, $"{path}/{list}"))];
    }

    private static Command Cache(CliConsole console)
    {
        var id = Scope.EndpointArgument();
        var command = new Command("cache", "An endpoint's cache: each entry with its state, mechanism and why, hits, what it saved, its cost and its last check; purges.") { id };
        command.Aliases.Add("caches");
        return command.Runs(
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
