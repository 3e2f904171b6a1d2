using Autoscaler.Cli.Conventions;
using Autoscaler.Cloud.Aws.Doctor;
using Spectre.Console;

namespace Autoscaler.Cli.Doctor;

/// <summary>What the doctor found, for people: a line a finding, and below it what to do.</summary>
internal static class DoctorTable
{
    public static void Write(IAnsiConsole console, DoctorReport report)
    {
        var table = Tables.Create(["", "Check"]);
        table.AddColumn(new TableColumn("Found").PadLeft(0).PadRight(1));
        foreach (var finding in report.Findings)
        {
            table.AddRow(Mark(finding.State), Markup.Escape(finding.Check), Markup.Escape(finding.Fix is { } fix ? $"{finding.Found}\n→ {fix}" : finding.Found));
        }

        console.Write(table);
        var failed = report.Findings.Count(static finding => finding.State == DoctorState.Failed);
        var warned = report.Findings.Count(static finding => finding.State == DoctorState.Warning);
        console.WriteLine($"{report.Findings.Length} checks, {failed} failed, {warned} to look at.");
    }

    private static string Mark(DoctorState state) => state switch
    {
        DoctorState.Passed => "ok",
        DoctorState.Warning => "look",
        DoctorState.Failed => "FAILED",
        DoctorState.Skipped => "skipped",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
