using System.CommandLine;

namespace Autoscaler.Cli.Conventions;

/// <summary>The option every command that answers has.</summary>
internal static class JsonFlag
{
    public static Option<bool> Create() => new("--json") { Description = "One JSON document on standard output, and nothing else." };
}
