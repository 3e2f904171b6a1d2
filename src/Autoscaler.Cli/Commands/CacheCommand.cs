using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Autoscaler.Cli.Conventions;
using Autoscaler.Cli.Resources;
using Autoscaler.Cli.Server;
using Autoscaler.Cli.Shown;
using Autoscaler.Contracts.Caching;

namespace Autoscaler.Cli.Commands;

/// <summary><c>cache</c>: fills, empties and audits an endpoint's cache.</summary>
internal static class CacheCommand
{
    public const string Name = "cache";

    public static Command Create(CliConsole console)
    {
        var command = new Command(Name, """
            Fills and empties an endpoint's cache, and shows what shows that it was emptied.

            Examples:
              autoscaler cache prebuild acme/chat registry.example/chat:v2 --size-gb 17.7
              autoscaler cache purge acme/chat sha256:5f6c7d1e9b0a4c3d8e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c0d
              autoscaler cache receipt acme/chat
              autoscaler cache receipt acme/chat 2 -o json
            """);
        command.Subcommands.Add(Prebuild(console));
        command.Subcommands.Add(Purge(console));
        command.Subcommands.Add(Receipt(console));
        return command;
    }

    /// <summary>The receipts of an endpoint, also of one that is gone, oldest first.</summary>
    public static async Task<List<PurgeReceipt>> ReadReceiptsAsync(ApiClient client, EndpointId endpoint, CancellationToken cancellationToken)
    {
        var source = ReceiptsOf(endpoint);
        var (receipts, _) = await source.ReadAsync(client, int.MaxValue, ListSource.MaxPage, cancellationToken);
        return [.. receipts.Select(receipt => ApiClient.Read<PurgeReceipt>(receipt, source.Path))];
    }

    private static ListSource ReceiptsOf(EndpointId endpoint) => ListSource.Whole($"{ApiPaths.Of(endpoint)}/cache/receipts", "receipts");

    private static Command Prebuild(CliConsole console)
    {
        var id = Scope.EndpointArgument();
        var reference = new Argument<string>("REFERENCE") { Description = "The image, as registry/repository:tag." };
        var size = new Option<string>("--size-gb") { Description = "Its compressed size in decimal GB.", Required = true };
        var digest = new Option<string?>("--digest") { Description = "What the reference was resolved to, as sha256: and 64 hexadecimal digits." };
        return new Command("prebuild", "Has an image in the cache ahead of the spec that will name it.") { id, reference, size, digest }.Runs(
            console,
            (parsed, errors) =>
            {
                if (!double.TryParse(parsed.GetValue(size), NumberStyles.Float, CultureInfo.InvariantCulture, out var gigabytes) || !(gigabytes > 0) || !double.IsFinite(gigabytes))
                {
                    errors.Add(new OptionError("--size-gb", "decimal GB, above 0", parsed.GetValue(size)));
                    gigabytes = 0;
                }

                var body = new JsonObject { ["reference"] = parsed.GetValue(reference), ["sizeGb"] = gigabytes };
                if (parsed.GetValue(digest) is { } known)
                {
                    body["digest"] = known;
                }

                return (Endpoint: Scope.ReadEndpoint(parsed.GetValue(id), errors), Body: body);
            },
            async (client, asked, cancellationToken) =>
            {
                await client.SendAsync(HttpMethod.Post, $"{ApiPaths.Of(asked.Endpoint)}/cache/prebuild", asked.Body, null, cancellationToken);
                console.Output.WriteLine($"{asked.Body["reference"]} is being built into the cache of {asked.Endpoint}");
                return ExitCode.Success;
            });
    }

    private static Command Purge(CliConsole console)
    {
        var id = Scope.EndpointArgument();
        var content = new Argument<string>("CONTENT") { Description = "The image's digest, or weights: and the version of weights, as 'describe cache' shows them." };
        return new Command("purge", "Purges one entry, with a receipt; it is built anew if it is wanted.") { id, content }.Runs(
            console,
            (parsed, errors) => (Endpoint: Scope.ReadEndpoint(parsed.GetValue(id), errors), Content: parsed.GetValue(content)),
            async (client, asked, cancellationToken) =>
            {
                await client.SendAsync(HttpMethod.Post, $"{ApiPaths.Of(asked.Endpoint)}/cache/purge", new JsonObject { ["content"] = asked.Content }, null, cancellationToken);
                console.Output.WriteLine($"{asked.Content} is being purged from the cache of {asked.Endpoint}; 'cache receipt {asked.Endpoint}' shows when it is gone");
                return ExitCode.Success;
            });
    }

    private static Command Receipt(CliConsole console)
    {
        var id = Scope.EndpointArgument();
        var number = new Argument<string?>("NUMBER") { Description = "Which; the latest if left out.", Arity = ArgumentArity.ZeroOrOne };
        var output = OutputOption.Create();
        return new Command("receipt", "Shows a purge's receipt, with its hashes computed anew. Exits with 1 where it is not intact.") { id, number, output }.Runs(
            console,
            (parsed, errors) => (
                Endpoint: Scope.ReadEndpoint(parsed.GetValue(id), errors), Number: ReadNumber(parsed.GetValue(number), errors), Format: OutputOption.Read(parsed.GetValue(output), errors)),
            async (client, asked, cancellationToken) =>
            {
                var source = ReceiptsOf(asked.Endpoint);
                var (receipts, _) = await source.ReadAsync(client, int.MaxValue, ListSource.MaxPage, cancellationToken);
                var node = receipts.LastOrDefault(receipt => asked.Number is null || receipt?["number"]?.GetValue<long>() == asked.Number);
                if (node is null)
                {
                    return console.Fail("cache receipt", new Problem(null, asked.Number is { } wanted ? $"{asked.Endpoint} has no receipt {wanted}" : $"{asked.Endpoint} has no receipt yet", null));
                }

                var receipt = ApiClient.Read<PurgeReceipt>(node, source.Path);
                if (asked.Format == OutputFormat.Table)
                {
                    ReceiptDescription.Write(console, receipt);
                }
                else
                {
                    NodeOutput.Write(console, node, asked.Format);
                }

                return receipt.IsIntact ? ExitCode.Success : ExitCode.Violations;
            });
    }

    private static long? ReadNumber(string? text, OptionErrors errors)
    {
        if (text is null)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
        {
            return number;
        }

        errors.Add(new OptionError("NUMBER", "a receipt's number, 1 or more", text));
        return null;
    }
}
