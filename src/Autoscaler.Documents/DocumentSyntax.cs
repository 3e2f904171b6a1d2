namespace Autoscaler.Documents;

/// <summary>How a document is written. Keys, values and rules are the same in both.</summary>
public enum DocumentSyntax
{
    /// <summary>YAML, without anchors, aliases and tags.</summary>
    Yaml = 0,

    /// <summary>JSON (RFC 8259), without comments.</summary>
    Json = 1,
}
