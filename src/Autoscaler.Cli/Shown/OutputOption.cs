using System.CommandLine;
using Autoscaler.Cli.Conventions;

namespace Autoscaler.Cli.Shown;

/// <summary>The option that chooses an <see cref="OutputFormat"/>.</summary>
internal static class OutputOption
{
    public static Option<string?> Create() => new("--output", "-o") { Description = "table (the default), json or yaml." };

    public static OutputFormat Read(string? text, OptionErrors errors)
    {
        switch (text)
        {
            case null or "table":
                return OutputFormat.Table;
            case "json":
                return OutputFormat.Json;
            case "yaml":
                return OutputFormat.Yaml;
            default:
                errors.Add(new OptionError("--output", "table, json or yaml", text));
                return OutputFormat.Table;
        }
    }
}
