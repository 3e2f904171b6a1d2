using System.CommandLine;
using Autoscaler.Cli.ColdStart;
using Autoscaler.Cli.Conventions;
using Autoscaler.Decisions.Startup;
using Autoscaler.Decisions.Startup.Calibration;

namespace Autoscaler.Cli.Commands;

/// <summary><c>coldstart</c>: how long starts take, the published ones and anybody's own.</summary>
internal static class ColdStartCommand
{
    public const string Name = "coldstart";

    public static Command Create(CliConsole console)
    {
        // Read as text, so that every error is reported at once and in one manner.
        var image = Text(ColdStartQuestion.ImageOption, "Compressed size of the container image, in decimal GB.");
        var weights = Text(ColdStartQuestion.WeightsOption, "Size of the weights, in decimal GB; 0 for none.");
        var type = Text(ColdStartQuestion.TypeOption, "Instance type, as ml.g6.2xlarge or g6.2xlarge.");
        var mechanism = Text(ColdStartQuestion.MechanismOption, $"Where the image comes from: {ColdStartQuestion.MechanismChoices}.");
        var disk = Text(ColdStartQuestion.DiskOption, "Write rate of the instance's disk, in MB/s. Default: the calibration's.");
        var network = Text(ColdStartQuestion.NetworkOption, "Rate of downloads to the instance, in MB/s. Default: the calibration's.");
        var volume = Text(ColdStartQuestion.VolumeOption, "Provisioned initialization rate of restored volumes, 100 to 300 MiB/s. Default: 300.");
        var json = JsonFlag.Create();
        var command = new Command(Name, """
            Start-up times: the calibration against published figures, or the answer for your own model.

            Examples:
              autoscaler coldstart
              autoscaler coldstart --image-gb 30 --weights-gb 140 --instance-type ml.g6.2xlarge
            """)
        {
            image, weights, type, mechanism, disk, network, volume, json,
        };
        command.SetAction(parsed =>
        {
            var options = new ColdStartOptions(
                parsed.GetValue(image),
                parsed.GetValue(weights),
                parsed.GetValue(type),
                parsed.GetValue(mechanism),
                parsed.GetValue(disk),
                parsed.GetValue(network),
                parsed.GetValue(volume));
            var asJson = parsed.GetValue(json);
            return options.IsEmpty ? Calibrate(console, asJson) : Answer(console, options, asJson);
        });
        return command;
    }

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };

    private static int Calibrate(CliConsole console, bool asJson)
    {
        var report = StartupCalibration.Run();
        if (asJson)
        {
            console.WriteJson(CalibrationDocument.Of(report));
        }
        else
        {
            CalibrationTables.Write(console.Tables, report);
        }

        return ExitCode.Success;
    }

    private static int Answer(CliConsole console, ColdStartOptions options, bool asJson)
    {
        if (!ColdStartQuestion.TryRead(options, out var question, out var errors))
        {
            return console.Refuse(Name, errors);
        }

        var answer = ColdStartAnswer.Of(question, new StartupModel(question.RatesOver(StartupRates.Default)));
        if (asJson)
        {
            console.WriteJson(AnswerDocument.Of(answer));
        }
        else
        {
            AnswerTable.Write(console.Tables, answer);
        }

        return ExitCode.Success;
    }
}
