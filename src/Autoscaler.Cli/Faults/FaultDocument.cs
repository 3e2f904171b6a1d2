using Autoscaler.Simulation.Faults;

namespace Autoscaler.Cli.Faults;

/// <summary>A report on faults as JSON.</summary>
internal sealed record FaultDocument
{
    public required string Seeds { get; init; }

    public required int SeedCount { get; init; }

    public required FaultNumbers FaultsInjected { get; init; }

    public required IReadOnlyList<ViolationDocument> Violations { get; init; }

    public required int ConvergedSeeds { get; init; }

    public required double? MedianConvergenceSeconds { get; init; }

    public required double? SlowestConvergenceSeconds { get; init; }

    public required ulong? SlowestSeed { get; init; }

    public required long Events { get; init; }

    public required double EventsPerSecond { get; init; }

    public required double WallSeconds { get; init; }

    public static FaultDocument Of(SeedRange seeds, FaultReport report) => new()
    {
        Seeds = seeds.ToString(),
        SeedCount = report.Seeds,
        FaultsInjected = FaultNumbers.Of(report),
        Violations = [.. report.Violations.Select(ViolationDocument.Of)],
        ConvergedSeeds = report.Converged,
        MedianConvergenceSeconds = report.MedianConvergenceSeconds,
        SlowestConvergenceSeconds = report.SlowestConvergenceSeconds,
        SlowestSeed = report.SlowestSeed,
        Events = report.Events,
        EventsPerSecond = Math.Round(report.EventsPerSecond),
        WallSeconds = Math.Round(report.WallSeconds, 2),
    };
}

/// <summary>A violation, and how to see it again.</summary>
internal sealed record ViolationDocument(
    ulong Seed, DateTimeOffset At, string Check, string? Endpoint, int? Slot, string Expected, string Found, string RunAlone, IReadOnlyList<string> Context)
{
    public static ViolationDocument Of(FaultViolation violation) => new(
        violation.Seed, violation.At, violation.Check, violation.Endpoint, violation.Slot, violation.Expected, violation.Found,
        FaultTable.RunAlone(violation.Seed), violation.Context);
}
