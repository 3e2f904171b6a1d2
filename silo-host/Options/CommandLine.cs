using System.CommandLine;
using System.CommandLine.Help;
using Autoscaler.SiloHost.Clouds;
using Autoscaler.SiloHost.Cluster;

namespace Autoscaler.SiloHost.Options;

/// <summary>A command line, taken apart: configuration values, or help, and what cannot be taken for either. It judges no value.</summary>
/// <param name="Help">The text of the help that was asked for.</param>
/// <param name="Errors">Arguments that nobody knows.</param>
/// <param name="Configuration">Values by their names in the configuration, as <c>Autoscaler:Speed</c>.</param>
internal sealed record CommandLine(string? Help, ImmutableArray<string> Errors, ImmutableDictionary<string, string?> Configuration)
{
    public const string SpeedName = "--speed";
    public const string SeedName = "--seed";
    public const string DataName = "--data";
    public const string CloudName = "--cloud";
    public const string DemoName = "--demo";
    public const string UrlsName = "--urls";
    public const string ResetKeyName = "--reset-admin-key";

    // Sections of which any value may be an argument.
    private static readonly string[] Sections = [ClusterSection.Name, AwsSection.Name, "Kestrel", "Logging"];

    private static readonly ImmutableDictionary<string, string> Names = new Dictionary<string, string>
    {
        [CloudName] = HostSection.PathOf(nameof(SiloHostOptions.Cloud)),
        [SpeedName] = HostSection.PathOf(nameof(SiloHostOptions.Speed)),
        [SeedName] = HostSection.PathOf(nameof(SiloHostOptions.Seed)),
        [DataName] = HostSection.PathOf(HostSection.DataKey),
        [DemoName] = HostSection.PathOf(HostSection.DemoKey),
        [ResetKeyName] = HostSection.PathOf(HostSection.ResetKeyKey),
        [UrlsName] = HostSection.UrlsKey,
    }.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);

    public static CommandLine Parse(string[] args)
    {
        var options = new Option<string?>[]
        {
            new(CloudName) { Description = "The cloud: simulated, or aws, described by the configuration section Aws. Default simulated." },
            new(SpeedName) { Description = $"Simulated seconds in a real one, 1 to 3600. Default {GrainRuntime.Traits.DefaultSpeed}." },
            new(SeedName) { Description = "Where all chance in cloud and traffic comes from. Default 1." },
            new(DataName) { Description = "Keeps everything in this folder: grains, journal, the simulated cloud. Default: in memory." },
            new(UrlsName) { Description = $"Where the API listens, separated by semicolons. Default {SiloHostOptions.DefaultUrl}." },
            new(DemoName) { Description = "on: two tenants, four endpoints and their traffic; off: nothing. Default on." },
            new(ResetKeyName) { Description = "Makes the first administrator's key anew, revokes the one before, and shows it.", Arity = ArgumentArity.ZeroOrOne },
        };
        var root = new RootCommand(
            "Runs the autoscaler: its grains, a cloud, the HTTP API. Each option is also a value of the configuration (Autoscaler:Speed, Urls) and of the environment "
            + "(Autoscaler__Speed, ASPNETCORE_URLS). --Cluster:NAME=VALUE, --Aws:…, --Kestrel:… and --Logging:… set any other value; docs/operations.md lists them.");
        foreach (var option in options)
        {
            root.Options.Add(option);
        }

        var sections = args.Where(IsOfSection).ToList();
        var parsed = root.Parse([.. args.Where(static arg => !IsOfSection(arg))]);
        if (parsed.Action is HelpAction)
        {
            using var help = new StringWriter();
            parsed.Invoke(new InvocationConfiguration { Output = help });
            return new CommandLine(help.ToString(), [], ImmutableDictionary<string, string?>.Empty);
        }

        var errors = parsed.Errors.Select(static error => error.Message)
            .Concat(sections.Where(static arg => !arg.Contains('=', StringComparison.Ordinal)).Select(static arg => new OptionError(arg, $"{arg}=VALUE", arg).ToString()));
        var values = ImmutableDictionary.CreateBuilder<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var section in sections.Select(static arg => arg[2..].Split('=', 2)).Where(static parts => parts.Length == 2))
        {
            values[section[0]] = section[1];
        }

        if (parsed.Errors.Count == 0)
        {
            foreach (var option in options)
            {
                if (parsed.GetResult(option) is not null)
                {
                    values[Names[option.Name]] = parsed.GetValue(option) ?? HostSection.On;
                }
            }
        }

        return new CommandLine(null, [.. errors], values.ToImmutable());
    }

    /// <summary>The option that sets a value of the configuration; null where there is none.</summary>
    public static string? OptionOf(string path) => Names.FirstOrDefault(name => name.Value == path).Key;

    /// <summary>The value of the configuration that an option sets; null for what is no option.</summary>
    public static string? PathOf(string option) => Names.GetValueOrDefault(option);

    private static bool IsOfSection(string arg) => Sections.Any(section => arg.StartsWith($"--{section}:", StringComparison.OrdinalIgnoreCase));
}
