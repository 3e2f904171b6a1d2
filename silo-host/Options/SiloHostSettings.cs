using Autoscaler.SiloHost.Clouds;
using Autoscaler.SiloHost.Cluster;
using Microsoft.Extensions.Configuration;

namespace Autoscaler.SiloHost.Options;

/// <summary>Command line and configuration together, and everything that is wrong with either.</summary>
/// <param name="Options">The options; not to be used where there are errors.</param>
/// <param name="Errors">Every error, the command line's first.</param>
internal sealed record SiloHostSettings(SiloHostOptions Options, ImmutableArray<string> Errors)
{
    /// <summary>Reads both.</summary>
    /// <param name="command">The command line.</param>
    /// <param name="configuration">The configuration, the command line's values in it.</param>
    /// <param name="environment">The host's environment, as Development.</param>
    public static SiloHostSettings Read(CommandLine command, IConfiguration configuration, string environment)
    {
        var unread = new List<OptionError>();
        var options = HostSection.Read(configuration, NameOf, unread) with { Cluster = ClusterSection.Read(configuration, unread) };

        // An option that could not be read is at its default, which is not judged: one mistake gives one error.
        ImmutableArray<string> brokenCloud = [];
        if (options.Cloud == CloudKind.Aws)
        {
            (var aws, brokenCloud) = AwsSection.Read(configuration, options.DataFolder);
            options = options with { Aws = aws };
        }

        var broken = ClusterRules.Check(options, GrainRuntime.Traits, environment)
            .Select(error => error with { Option = CommandLine.PathOf(error.Option) is { } path ? NameOf(path) : error.Option })
            .Where(error => !unread.Any(known => known.Option.Equals(error.Option, StringComparison.OrdinalIgnoreCase)));
        return new SiloHostSettings(options, [.. command.Errors, .. unread.Concat(broken).Select(static error => error.ToString()), .. brokenCloud]);

        // As whoever gave it knows it, and by the option where nobody did.
        string NameOf(string path) =>
            configuration[path] is null || command.Configuration.ContainsKey(path) ? CommandLine.OptionOf(path) ?? path : path;
    }
}
