using System.CommandLine;
using Autoscaler.Cli.Conventions;
using Autoscaler.Cli.Server;
using Autoscaler.Contracts.Endpoints;
using Autoscaler.Contracts.Specs;
using Autoscaler.Documents;

namespace Autoscaler.Cli.Commands;

/// <summary><c>apply</c>: makes endpoints be as files say.</summary>
internal static class ApplyCommand
{
    public const string Name = "apply";

    private const string StandardInput = "-";

    public static Command Create(CliConsole console)
    {
        var files = new Option<string[]>("--filename", "-f")
        {
            Description = "A file of one or more specs in YAML or JSON, or - for standard input. May be given several times.",
            Required = true,
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Shows what would change, and changes nothing." };
        var command = new Command(Name, """
            Creates endpoints, or changes them to what files say, and shows what differs. All files are read before anything is changed; a file with an error changes nothing.

            Examples:
              autoscaler apply -f endpoint.yaml --dry-run
              autoscaler apply -f endpoint.yaml
              autoscaler get endpoints acme/chat -o yaml   # what stands now
            """) { files, dryRun };
        return command.Runs(
            console,
            (parsed, errors) => (Documents: Read(parsed.GetValue(files) ?? [], errors), DryRun: parsed.GetValue(dryRun)),
            async (client, asked, cancellationToken) =>
            {
                var worst = ExitCode.Success;
                foreach (var document in asked.Documents)
                {
                    worst = Math.Max(worst, await ApplyAsync(console, client, document, asked.DryRun, cancellationToken));
                }

                return worst;
            });
    }

    private static List<DocumentResult<EndpointSpec>> Read(string[] files, List<OptionError> errors)
    {
        var documents = new List<DocumentResult<EndpointSpec>>();
        foreach (var file in files)
        {
            try
            {
                documents.AddRange(file == StandardInput ? EndpointDocument.ParseAll(Console.In.ReadToEnd(), "stdin", DocumentSyntax.Yaml) : EndpointDocument.ReadAll(file));
            }
            catch (InputException e)
            {
                errors.AddRange(e.Errors.Select(static error => new OptionError(PlaceOf(error), error.Expected, null) { FoundText = error.Found }));
            }
        }

        foreach (var twice in documents.GroupBy(static document => document.Value!.Id).Where(static group => group.Count() > 1))
        {
            errors.Add(new OptionError("--filename", $"one spec for {twice.Key}", string.Join(" and ", twice.Select(static document => document.File))));
        }

        return documents;
    }

    private static string PlaceOf(InputError error) => (error.Line, error.Column) switch
    {
        ({ } line, { } column) => FormattableString.Invariant($"{error.File}:{line}:{column}: {error.Field}"),
        ({ } line, null) => FormattableString.Invariant($"{error.File}:{line}: {error.Field}"),
        _ => $"{error.File}: {error.Field}",
    };

    private static async Task<int> ApplyAsync(CliConsole console, ApiClient client, DocumentResult<EndpointSpec> document, bool dryRun, CancellationToken cancellationToken)
    {
        var spec = document.ValueOrThrow();
        var path = ApiPaths.Of(spec.Id);
        try
        {
            var found = await client.FindAsync(path, cancellationToken);
            var standing = found is null ? null : ApiClient.Read<EndpointView>(found.Body, path);
            var changes = DocumentDiff.Between(standing?.Spec, spec);
            foreach (var change in changes)
            {
                console.Output.WriteLine($"  {change}");
            }

            if (changes.IsEmpty || dryRun)
            {
                var verb = standing?.Spec is null ? "would be created" : changes.IsEmpty ? "unchanged" : "would be changed";
                console.Output.WriteLine($"endpoint {spec.Id} {verb}{(dryRun ? " (dry run)" : string.Empty)}");
                return ExitCode.Success;
            }

            // From what the difference was shown against, and from nothing else.
            var condition = found?.ETag is { } version ? ("If-Match", version) : ("If-None-Match", "*");
            var reply = await client.SendAsync(HttpMethod.Put, path, EndpointDocument.WriteJson(spec), condition, cancellationToken);
            console.Output.WriteLine($"endpoint {spec.Id} {(reply.Status == 201 ? "created" : "changed")}");
            return ExitCode.Success;
        }
        catch (ProblemException e)
        {
            // The server's errors name fields; the file knows where they stand.
            foreach (var error in e.Problem.Errors)
            {
                console.Error.WriteLine($"  {document.Locate(error)}");
            }

            return console.Fail($"{Name} {spec.Id}", e.Problem with { Errors = [] });
        }
    }
}
