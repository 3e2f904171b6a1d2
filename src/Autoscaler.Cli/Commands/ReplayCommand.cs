using System.CommandLine;
using Autoscaler.Cli.Conventions;
using Autoscaler.Cli.Replays;
using Autoscaler.Simulation.Replays;

namespace Autoscaler.Cli.Commands;

/// <summary><c>replay</c>: a trace through the grains in virtual time.</summary>
internal static class ReplayCommand
{
    public const string Name = "replay";

    public static Command Create(CliConsole console)
    {
        // Read as text, so that every error is reported at once and in one manner.
        var trace = new Option<string?>("--trace") { Description = "A trace file (Azure LLM CSV, or seconds,rate CSV), or sample for traffic that the program makes." };
        var endpoint = new Option<string?>("--endpoint") { Description = "A YAML file with the endpoint's spec and policy. Default: Qwen3-8B on g6.2xlarge." };
        var mechanism = new Option<string?>("--mechanism") { Description = "Where new instances get the image: snapshot-rate, snapshot-lazy, snapshot-fsr, registry, registry-parallel, registry-lazy, sagemaker. Default: the spec's." };
        var weightsCache = new Option<string?>("--weights-cache") { Description = "on: new instances get weights on a restored volume; off: they fetch them. Either compares the two. Default: the spec's." };
        var period = new Option<string?>("--metric-period") { Description = "Length of a metric period in seconds: 10 or 60. Default 10." };
        var speedUp = new Option<string?>("--speed-up") { Description = "Compress the trace's time so many times. Default 1." };
        var rateScale = new Option<string?>("--rate-scale") { Description = "So many times the traffic. Default 1." };
        var service = new Option<string?>("--service-seconds") { Description = "Mean time in service of a request of a rate trace. Default 6.5." };
        var seed = new Option<string?>("--seed") { Description = "Where all chance comes from. Default 1." };
        var events = new Option<string?>("--events") { Description = "Writes every decision and phase change to this file, a line of JSON each." };
        var json = JsonFlag.Create();
        var command = new Command(Name, """
            Replays real or sample traffic through the autoscaler against a simulated cloud.

            Examples:
              autoscaler replay --trace sample --seed 7
              autoscaler replay --trace trace.csv --endpoint samples/endpoint.yaml --json
            """)
        {
            trace, endpoint, mechanism, weightsCache, period, speedUp, rateScale, service, seed, events, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            console,
            new ReplayArguments
            {
                Trace = parsed.GetValue(trace),
                Endpoint = parsed.GetValue(endpoint),
                Mechanism = parsed.GetValue(mechanism),
                WeightsCache = parsed.GetValue(weightsCache),
                MetricPeriod = parsed.GetValue(period),
                SpeedUp = parsed.GetValue(speedUp),
                RateScale = parsed.GetValue(rateScale),
                ServiceSeconds = parsed.GetValue(service),
                Seed = parsed.GetValue(seed),
            },
            parsed.GetValue(events),
            parsed.GetValue(json),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliConsole console, ReplayArguments arguments, string? eventsPath, bool asJson, CancellationToken cancellationToken)
    {
        if (!ReplayRequest.TryRead(arguments, out var options, out var errors))
        {
            return console.Refuse(Name, errors);
        }

        if (eventsPath is not null && Overwrites(eventsPath, arguments))
        {
            return console.Refuse(Name, [new OptionError("--events", "another file than the input's", eventsPath)]);
        }

        StreamWriter? events = null;
        try
        {
            events = eventsPath is null ? null : new StreamWriter(eventsPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return console.Refuse(Name, [new OptionError("--events", $"a file that can be written ({e.Message})", eventsPath)]);
        }

        await using (events)
        {
            Func<Action<double>, CancellationToken, ReplayReport> run = arguments.WeightsCache is null
                ? (progress, token) => Replay.Run(options, events, progress, TimeProvider.System, token)
                : (progress, token) => WeightsCacheComparison.Run(options, events, progress, TimeProvider.System, token);
            var report = await console.Progress.RunAsync($"replay {options.Trace.Name}", run, cancellationToken);
            if (asJson)
            {
                console.WriteJson(report);
            }
            else
            {
                ReplayTable.Write(console.Tables, report);
            }
        }

        return ExitCode.Success;
    }

    private static bool Overwrites(string eventsPath, ReplayArguments arguments) =>
        new[] { arguments.Trace, arguments.Endpoint }.Any(input => input is not null && Path.GetFullPath(input) == Path.GetFullPath(eventsPath));
}
