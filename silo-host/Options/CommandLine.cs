using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using Autoscaler.SiloHost.Cluster;

namespace Autoscaler.SiloHost.Options;

/// <summary>A command line, read: options, or help, or everything that is wrong with it.</summary>
/// <param name="Options">The options; null when there is help or an error.</param>
/// <param name="Help">The text of the help that was asked for.</param>
/// <param name="Errors">Every error; empty unless options are refused.</param>
/// <param name="Configuration">The arguments that set configuration values, as <c>--Cluster:SiloPort=11112</c>.</param>
internal sealed record CommandLine(SiloHostOptions? Options, string? Help, ImmutableArray<string> Errors, ImmutableArray<string> Configuration)
{
    public const string SpeedName = "--speed";
    public const string SeedName = "--seed";
    public const string DataName = "--data";

    private const string ConfigurationPrefix = $"--{ClusterSection.Name}:";

    public static CommandLine Parse(string[] args)
    {
        // Read as text, so that every error is reported at once and in one manner.
        var speed = new Option<string?>(SpeedName) { Description = $"Simulated seconds in a real one, 1 to 3600. Default {GrainRuntime.Traits.DefaultSpeed}." };
        var seed = new Option<string?>(SeedName) { Description = "Where all chance in cloud and traffic comes from. Default 1." };
        var data = new Option<string?>(DataName) { Description = "Keeps the grains' state in a SQLite file in this folder. Default: in memory." };
        var root = new RootCommand(
            $"Runs the autoscaler's grains on a simulated cloud with sample traffic for two tenants, in accelerated time. {ConfigurationPrefix}NAME=VALUE sets a value of the "
            + "configuration; docs/operations.md lists them.") { speed, seed, data };

        var configuration = args.Where(IsConfiguration).ToImmutableArray();
        var parsed = root.Parse([.. args.Where(static arg => !IsConfiguration(arg))]);
        if (parsed.Action is HelpAction)
        {
            using var help = new StringWriter();
            parsed.Invoke(new InvocationConfiguration { Output = help });
            return new CommandLine(null, help.ToString(), [], configuration);
        }

        var errors = ImmutableArray.CreateBuilder<string>();
        errors.AddRange(parsed.Errors.Select(static error => error.Message));
        errors.AddRange(configuration
            .Where(static arg => !arg.Contains('=', StringComparison.Ordinal))
            .Select(static arg => new OptionError(arg, $"{arg}=VALUE", arg).ToString()));
        var options = parsed.Errors.Count == 0
            ? Read(new SiloHostOptions(), parsed.GetValue(speed), parsed.GetValue(seed), parsed.GetValue(data), errors)
            : new SiloHostOptions();
        return new CommandLine(errors.Count == 0 ? options : null, null, errors.ToImmutable(), configuration);
    }

    private static bool IsConfiguration(string arg) => arg.StartsWith(ConfigurationPrefix, StringComparison.OrdinalIgnoreCase);

    private static SiloHostOptions Read(SiloHostOptions options, string? speed, string? seed, string? data, ImmutableArray<string>.Builder errors)
    {
        if (speed is not null)
        {
            options = double.TryParse(speed, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                && value is >= SiloHostOptions.MinSpeed and <= SiloHostOptions.MaxSpeed
                    ? options with { Speed = value }
                    : Refuse(new OptionError(SpeedName, $"simulated seconds in a real one, {SiloHostOptions.MinSpeed} to {SiloHostOptions.MaxSpeed}", speed));
        }

        if (seed is not null)
        {
            options = ulong.TryParse(seed, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                ? options with { Seed = value }
                : Refuse(new OptionError(SeedName, $"a whole number from 0 to {ulong.MaxValue}", seed));
        }

        if (data is not null)
        {
            options = TryCreate(data, out var folder, out var reason)
                ? options with { DataFolder = folder }
                : Refuse(new OptionError(DataName, $"a folder that can be written ({reason})", data));
        }

        return options;

        SiloHostOptions Refuse(OptionError error)
        {
            errors.Add(error.ToString());
            return options;
        }
    }

    private static bool TryCreate(string path, out string folder, out string reason)
    {
        (folder, reason) = (path, string.Empty);
        try
        {
            folder = Directory.CreateDirectory(path).FullName;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            reason = e.Message;
            return false;
        }
    }
}
