using Autoscaler.SiloHost.Cluster;
using Microsoft.Extensions.Configuration;

namespace Autoscaler.SiloHost.Options;

/// <summary>Command line and configuration together, and everything that is wrong with either.</summary>
/// <param name="Options">The options; not to be used where there are errors.</param>
/// <param name="Errors">Every error, the command line's first.</param>
internal sealed record SiloHostSettings(SiloHostOptions Options, ImmutableArray<string> Errors)
{
    public static SiloHostSettings Read(CommandLine command, IConfiguration configuration, string environment)
    {
        var unread = new List<OptionError>();
        var options = (command.Options ?? new SiloHostOptions()) with { Cluster = ClusterSection.Read(configuration, unread) };
        var errors = ImmutableArray.CreateBuilder<string>();
        errors.AddRange(command.Errors);
        errors.AddRange(unread.Select(static error => error.ToString()));

        // An option that could not be read is at its default, which is not judged: one mistake gives one error.
        var read = errors.ToImmutable();
        errors.AddRange(ClusterRules.Check(options, GrainRuntime.Traits, environment)
            .Where(error => !read.Any(known => known.StartsWith($"{error.Option}:", StringComparison.OrdinalIgnoreCase)))
            .Select(static error => error.ToString()));
        return new SiloHostSettings(options, errors.ToImmutable());
    }
}
