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

    private const string FilesOption = "--filename";
    private const string StandardInput = "-";
    private const int Created = 201;
    private const int VersionConflict = 412;

    public static Command Create(CliConsole console)
    {
        var files = new Option<string[]>(FilesOption, "-f")
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
              autoscaler get spec acme/chat | sed 's/maxCopies: 40/maxCopies: 60/' | autoscaler apply -f -
            """) { files, dryRun };
        return command.Runs(
            console,
            (parsed, errors) => (Documents: Read(console, parsed.GetValue(files) ?? [], errors), DryRun: parsed.GetValue(dryRun)),
            (client, asked, cancellationToken) => ApplyAsync(console, client, asked.Documents, asked.DryRun, cancellationToken));
    }

    private static List<DocumentResult<EndpointSpec>> Read(CliConsole console, string[] files, OptionErrors errors)
    {
        var documents = new List<DocumentResult<EndpointSpec>>();
        foreach (var file in files)
        {
            try
            {
                documents.AddRange(file == StandardInput ? EndpointDocument.ParseAll(console.Input.ReadToEnd(), "stdin", DocumentSyntax.Yaml) : EndpointDocument.ReadAll(file));
            }
            catch (InputException e)
            {
                errors.Add(e);
            }
        }

        foreach (var twice in documents.GroupBy(static document => document.ValueOrThrow().Id).Where(static group => group.Count() > 1))
        {
            errors.Add(new OptionError(FilesOption, $"one spec for {twice.Key}", null) { FoundText = string.Join(" and ", twice.Select(static document => document.File)) });
        }

        return documents;
    }

    private static async Task<int> ApplyAsync(
        CliConsole console, ApiClient client, List<DocumentResult<EndpointSpec>> documents, bool dryRun, CancellationToken cancellationToken)
    {
        var worst = ExitCode.Success;
        for (var i = 0; i < documents.Count; i++)
        {
            try
            {
                await ApplyAsync(console, client, documents[i].ValueOrThrow(), dryRun, cancellationToken);
            }
            catch (ProblemException e)
            {
                worst = Math.Max(worst, Fail(console, documents[i], e.Problem));
                if (e.Problem.IsOfAnyRequest && i + 1 < documents.Count)
                {
                    console.Error.WriteLine($"{Name}: not tried: {string.Join(", ", documents.Skip(i + 1).Select(static document => document.ValueOrThrow().Id))}");
                    break;
                }
            }
        }

        return worst;
    }

    private static async Task ApplyAsync(CliConsole console, ApiClient client, EndpointSpec spec, bool dryRun, CancellationToken cancellationToken)
    {
        var path = ApiPaths.Of(spec.Id);
        var found = await client.FindAsync(path, cancellationToken);
        var standing = found is null ? null : ApiClient.Read<EndpointView>(found.Body, path).Spec;
        var changes = DocumentDiff.Between(standing, spec);
        var isCreated = standing is null;
        if (dryRun)
        {
            console.Output.WriteLine($"endpoint {spec.Id} {(isCreated ? "would be created" : changes.IsEmpty ? "unchanged" : "would be changed")} (dry run)");
        }
        else if (changes.IsEmpty)
        {
            console.Output.WriteLine($"endpoint {spec.Id} unchanged");
        }
        else
        {
            // From what the difference was found against, and from nothing else.
            var condition = found?.ETag is { } version ? ("If-Match", version) : ("If-None-Match", "*");
            var reply = await client.SendAsync(HttpMethod.Put, path, EndpointDocument.WriteJson(spec), condition, cancellationToken);
            isCreated = reply.Status == Created;
            console.Output.WriteLine($"endpoint {spec.Id} {(isCreated ? "created" : "changed")}");
        }

        // All of a new one is new: whoever wants to see it, with what the file leaves to defaults, tries it dry.
        foreach (var change in isCreated && !dryRun ? [] : changes)
        {
            console.Output.WriteLine($"  {LineOf(change)}");
        }
    }

    private static string LineOf(DocumentChange change) => change switch
    {
        { From: null } => $"+ {change.Path}: {change.To}",
        { To: null } => $"- {change.Path}: {change.From}",
        _ => $"~ {change.Path}: {change.From} → {change.To}",
    };

    private static int Fail(CliConsole console, DocumentResult<EndpointSpec> document, Problem problem)
    {
        var told = problem.Status == VersionConflict ? problem with { Detail = $"{problem.Detail} Apply again to see what differs now" } : problem;

        // The server's errors name fields; the file knows where they stand.
        console.Error.WriteLine($"{Name} {document.ValueOrThrow().Id}: {told.Told(error => document.Locate(error).ToString())}");
        return problem.IsBadInput ? ExitCode.BadInput : ExitCode.Failed;
    }
}
