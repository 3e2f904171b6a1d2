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
        var image = new Option<string?>(ColdStartQuestion.ImageOption) { Description = "Compressed size of the container image, in decimal GB." };
        var weights = new Option<string?>(ColdStartQuestion.WeightsOption) { Description = "Size of the weights, in decimal GB; 0 for none." };
        var type = new Option<string?>(ColdStartQuestion.TypeOption) { Description = "Instance type, as ml.g6.2xlarge or g6.2xlarge." };
        var mechanism = new Option<string?>(ColdStartQuestion.MechanismOption) { Description = $"Where the image comes from: {ColdStartQuestion.MechanismChoices}." };
        var disk = new Option<string?>(ColdStartQuestion.DiskOption) { Description = "Write rate of the instance's disk, in MB/s. Default: the calibration's." };
        var json = JsonFlag.Create();
        var command = new Command(Name, "Start-up times: the calibration against published figures, or the answer for your own model.") { image, weights, type, mechanism, disk, json };
        command.SetAction(parsed => Run(
            console,
            new(parsed.GetValue(image), parsed.GetValue(weights), parsed.GetValue(type), parsed.GetValue(mechanism), parsed.GetValue(disk)),
            parsed.GetValue(json)));
        return command;
    }

    private static int Run(CliConsole console, ColdStartOptions options, bool asJson) => options.IsEmpty ? Calibrate(console, asJson) : Answer(console, options, asJson);

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

        var rates = question.DiskBytesPerSecond is { } disk ? StartupRates.Default with { DiskBytesPerSecond = disk } : StartupRates.Default;
        var answer = ColdStartAnswer.Of(question, new StartupModel(rates));
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
