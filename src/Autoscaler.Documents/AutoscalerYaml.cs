using System.Text.Json.Nodes;
using Autoscaler.Documents.Writing;

namespace Autoscaler.Documents;

/// <summary>The JSON of views and documents as YAML, for people.</summary>
public static class AutoscalerYaml
{
    /// <summary>The same values in YAML, ending in a line end.</summary>
    public static string Write(JsonNode? node) => YamlText.Of(node);
}
