using System.CommandLine;
using System.Globalization;
using Autoscaler.Cli.Benchmarks;
using Autoscaler.Cli.Conventions;
using Autoscaler.Simulation.Benchmarks;
using Spectre.Console;

namespace Autoscaler.Cli.Commands;

/// <summary><c>bench</c>: what grain calls, ticks and decisions, the journal, and metric queries cost on this machine.</summary>
internal static class BenchCommand
{
    private const string GrainsName = "bench grains";
    private const string TicksName = "bench ticks";
    private const string JournalName = "bench journal";
    private const string MetricsName = "bench metrics";
    private const int MaxEndpoints = 200_000;

    public static Command Create(CliConsole console) => new("bench", """
        Measures this build on this machine; reports, and judges nothing.

        Examples:
          autoscaler bench grains
          autoscaler bench ticks --endpoints 10000
          autoscaler bench journal --json
          autoscaler bench metrics
        """) { Grains(console), Ticks(console), Journal(console), Metrics(console) };

    private static Command Grains(CliConsole console)
    {
        var json = JsonFlag.Create();
        var command = new Command("grains", "Grain calls on the live scheduler, and what an idle activation weighs.") { json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var report = await console.Progress.RunAsync(GrainsName, (progress, token) => GrainBenchmark.RunAsync(progress, TimeProvider.System, token), cancellationToken);
            Write(console, parsed.GetValue(json), report, Rows(report), "Grain calls");
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Ticks(CliConsole console)
    {
        var json = JsonFlag.Create();
        var endpoints = EndpointsOption("Quiet endpoints to tick. Default 10000.");
        var command = new Command("ticks", "Ticks of quiet endpoints through their grains, and decisions alone.") { endpoints, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (CountOf(parsed.GetValue(endpoints)) is not { } count)
            {
                return Refuse(console, TicksName, parsed.GetValue(endpoints));
            }

            var report = await console.Progress.RunAsync(TicksName, (progress, token) => TickBenchmark.RunAsync(count, progress, TimeProvider.System, token), cancellationToken);
            Write(console, parsed.GetValue(json), report, Rows(report), "Ticks and decisions");
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Journal(CliConsole console)
    {
        var json = JsonFlag.Create();
        var endpoints = EndpointsOption("Endpoints whose history is written. Default 10000.");
        var command = new Command("journal", "History written to a SQLite file and read again: demand, events, changes.") { endpoints, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (CountOf(parsed.GetValue(endpoints)) is not { } count)
            {
                return Refuse(console, JournalName, parsed.GetValue(endpoints));
            }

            var report = await console.Progress.RunAsync(JournalName, (progress, token) => JournalBenchmark.RunAsync(count, progress, TimeProvider.System, token), cancellationToken);
            Write(console, parsed.GetValue(json), report, Rows(report), "Journal");
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Metrics(CliConsole console)
    {
        var json = JsonFlag.Create();
        var endpoints = EndpointsOption("Endpoints, of one component each, whose demand is asked for. Default 10000.");
        var command = new Command("metrics", "A tick's questions to CloudWatch, which a server in this process answers, and what they cost a month.") { endpoints, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (CountOf(parsed.GetValue(endpoints)) is not { } count)
            {
                return Refuse(console, MetricsName, parsed.GetValue(endpoints));
            }

            var report = await console.Progress.RunAsync(MetricsName, (progress, token) => MetricsBenchmark.RunAsync(count, progress, TimeProvider.System, token), cancellationToken);
            Write(console, parsed.GetValue(json), report, Rows(report), "Metric queries");
            return ExitCode.Success;
        });
        return command;
    }

    private static Option<string?> EndpointsOption(string description) => new("--endpoints") { Description = description };

    private static int? CountOf(string? text) =>
        int.TryParse(text ?? "10000", NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= MaxEndpoints ? count : null;

    private static int Refuse(CliConsole console, string name, string? found) =>
        console.Refuse(name, [new OptionError("--endpoints", $"a whole number from 1 to {MaxEndpoints:#,0}", found)]);

    private static void Write<T>(CliConsole console, bool asJson, T report, IEnumerable<(string Measure, string Value)> rows, string title)
    {
        if (asJson)
        {
            console.WriteJson(report);
            return;
        }

        var table = new Table().Title(title).Border(TableBorder.Rounded).AddColumn("Measure").AddColumn(new TableColumn("Value").RightAligned());
        foreach (var (measure, value) in rows)
        {
            table.AddRow(measure, value);
        }

        console.Tables.Write(table);
    }

    private static IEnumerable<(string Measure, string Value)> Rows(GrainBenchmarkReport report) =>
    [
        ("calls a second (100 callers, 10,000 grains)", Number(report.CallsPerSecond)),
        ("  fastest round", Number(report.CallsPerSecondOfRounds.Max())),
        ("bytes allocated a call", Number(report.BytesPerCall)),
        ("strict mode: calls a second", Number(report.Strict.CallsPerSecond)),
        ("strict mode: bytes allocated a call", Number(report.Strict.BytesPerCall)),
        ("strict mode: microseconds a copy of a tick's message", Microseconds(report.Strict.MicrosecondsPerTickCopy)),
        ("strict mode: bytes allocated a copy", Number(report.Strict.BytesPerTickCopy)),
        ("simulated scheduler: events a second", Number(report.SimulatedEventsPerSecond)),
        ("bytes an idle activation, plain", Number(report.BytesPerIdleActivation.Plain)),
        ("bytes an idle activation, with state and timer", Number(report.BytesPerIdleActivation.WithStateAndTimer)),
        ("processors", Number(report.Processors)),
    ];

    private static IEnumerable<(string Measure, string Value)> Rows(TickBenchmarkReport report) =>
    [
        ("endpoints", Number(report.Endpoints)),
        ("ticks a second", Number(report.TicksPerSecond)),
        ("  fastest round", Number(report.TicksPerSecondOfRounds.Max())),
        ("storage writes a tick", report.WritesPerTick.ToString("0.#####", CultureInfo.InvariantCulture)),
        ("bytes allocated a tick", Number(report.BytesPerTick)),
        ("microseconds a decision, quiet", Microseconds(report.MicrosecondsPerDecision.Quiet)),
        ("microseconds a decision, 100 copies on 50 instances, hold", Microseconds(report.MicrosecondsPerDecision.BusyHold)),
        ("microseconds a decision, 100 copies on 50 instances, acting", Microseconds(report.MicrosecondsPerDecision.Busy)),
        ("bytes a quiet endpoint", Number(report.BytesPerQuietEndpoint)),
        ("processors", Number(report.Processors)),
    ];

    private static IEnumerable<(string Measure, string Value)> Rows(JournalBenchmarkReport report) =>
    [
        ("endpoints", Number(report.Endpoints)),
        ("points of demand written a second", Number(report.PointsPerSecond)),
        ("  ticks a second, at two points a tick", Number(report.PointsPerSecond / 2)),
        ("events written a second", Number(report.EventsPerSecond)),
        ("changes written a second, one after the other", Number(report.ChangesPerSecond)),
        ("bytes on disk an endpoint, 3 h of 10 s steps", Number(report.FineBytesPerEndpoint)),
        ("bytes on disk an endpoint-day, 1 min steps", Number(report.CoarseBytesPerEndpointDay)),
        ("bytes on disk an event", Number(report.BytesPerEvent)),
        ("milliseconds a page: 100 events of an endpoint", Microseconds(report.PageMilliseconds.Events)),
        ("milliseconds a page: 3 h of 10 s steps", Microseconds(report.PageMilliseconds.Fine)),
        ("milliseconds a page: 15 days of 1 min steps", Microseconds(report.PageMilliseconds.Coarse)),
        ("bytes in memory an endpoint", Number(report.MemoryBytesPerEndpoint)),
        ("processors", Number(report.Processors)),
    ];

    private static IEnumerable<(string Measure, string Value)> Rows(MetricsBenchmarkReport report) =>
    [
        ("endpoints", Number(report.Endpoints)),
        ("calls a tick, at 500 metrics a call", Number(report.CallsPerTick)),
        ("seconds a tick", report.TickSeconds.ToString("0.000", CultureInfo.InvariantCulture)),
        ("bytes allocated a query", Number(report.BytesPerQuery)),
        ("USD a month, each asked for every 10 s", Number((double)report.MonthlyUsd.Fixed)),
        ("USD a month, adaptive, the sample traffic once a day", Number((double)report.MonthlyUsd.Adaptive)),
        ("USD a month, adaptive, the sample traffic all day", Number((double)report.MonthlyUsd.AdaptiveAlwaysUsed)),
        ("processors", Number(report.Processors)),
    ];

    private static string Number(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Microseconds(double value) => value.ToString("#,0.00", CultureInfo.InvariantCulture);
}
