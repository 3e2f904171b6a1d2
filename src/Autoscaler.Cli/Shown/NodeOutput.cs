using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Autoscaler.Cli.Conventions;
using Autoscaler.Documents;

namespace Autoscaler.Cli.Shown;

/// <summary>Writes what a server gave, as it is: nothing that it says is lost on the way.</summary>
internal static class NodeOutput
{
    private static readonly JsonSerializerOptions Indented = new(AutoscalerJson.Options) { WriteIndented = true };

    public static void Write(CliConsole console, JsonNode? node, OutputFormat format) => console.Output.Write(format switch
    {
        OutputFormat.Json => $"{node?.ToJsonString(Indented) ?? "null"}\n",
        OutputFormat.Yaml => AutoscalerYaml.Write(node),
        _ => throw new UnreachableException(),
    });
}
