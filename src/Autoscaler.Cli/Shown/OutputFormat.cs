namespace Autoscaler.Cli.Shown;

/// <summary>How an answer is written.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Table,

    /// <summary>As the server gave it.</summary>
    Json,

    /// <summary>The same in YAML.</summary>
    Yaml,
}
