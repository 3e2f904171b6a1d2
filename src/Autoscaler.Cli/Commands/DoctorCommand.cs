using System.CommandLine;
using Autoscaler.Cli.Conventions;
using Autoscaler.Cli.Doctor;
using Autoscaler.Cloud.Aws;
using Autoscaler.Cloud.Aws.Doctor;

namespace Autoscaler.Cli.Commands;

/// <summary><c>doctor</c>: whether this machine and this account can run a fleet on AWS.</summary>
internal static class DoctorCommand
{
    public const string Name = "doctor";

    private const string ConfigOption = "--config";
    private const string RegionOption = "--region";

    public static Command Create(CliConsole console)
    {
        var config = new Option<string?>(ConfigOption) { Description = "The host's configuration, a JSON file with a section Aws; without it endpoint, credentials and clock are checked alone." };
        var region = new Option<string?>(RegionOption) { Description = "The Region, in place of the file's or the environment's." };
        var json = JsonFlag.Create();
        var command = new Command(Name, """
            Checks what a fleet on AWS needs, changes nothing, and says of each finding what to do. Exits with 1 where something does not work, with 2 where the options cannot be used.

            Examples:
              autoscaler doctor --region us-east-1
              autoscaler doctor --config appsettings.json
            """)
        {
            config, region, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(console, parsed.GetValue(config), parsed.GetValue(region), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliConsole console, string? config, string? region, bool asJson, CancellationToken cancellationToken)
    {
        DoctorReport report;
        if (config is null)
        {
            report = await AwsDoctor.ExamineAsync(new AwsOptions { Region = region }, TimeProvider.System, cancellationToken);
        }
        else
        {
            var errors = new List<string>();
            if (Read(config, errors) is not { } options)
            {
                return console.Refuse(Name, errors);
            }

            options = region is null ? options : options with { Connection = options.Connection with { Region = region } };
            report = await AwsDoctor.ExamineAsync(options, TimeProvider.System, cancellationToken);
        }

        if (asJson)
        {
            console.WriteJson(DoctorDocument.Of(report));
        }
        else
        {
            DoctorTable.Write(console.Tables, report);
        }

        return report.IsHealthy ? ExitCode.Success : ExitCode.Violations;
    }

    private static AwsCloudOptions? Read(string path, List<string> errors)
    {
        try
        {
            return ExaminedOptions.Read(File.ReadAllText(path), path, errors);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(new OptionError(ConfigOption, "a file that can be read", path).ToString());
            return null;
        }
    }
}
