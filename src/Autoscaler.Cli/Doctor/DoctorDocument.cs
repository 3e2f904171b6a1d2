using Autoscaler.Cli.Conventions;
using Autoscaler.Cloud.Aws.Doctor;

namespace Autoscaler.Cli.Doctor;

/// <summary>What the doctor found, for programs.</summary>
/// <param name="Healthy">Whether nothing failed.</param>
/// <param name="Findings">The findings, in the order of the checks.</param>
internal sealed record DoctorDocument(bool Healthy, ImmutableArray<FindingShape> Findings)
{
    public static DoctorDocument Of(DoctorReport report) =>
        new(report.IsHealthy, [.. report.Findings.Select(static finding => new FindingShape(finding.Check, CaseName.Of(finding.State), finding.Found, finding.Fix))]);
}

/// <summary>One finding.</summary>
/// <param name="Check">What was checked.</param>
/// <param name="State">passed, warning, failed or skipped.</param>
/// <param name="Found">What is there.</param>
/// <param name="Fix">What to do about it; null for nothing.</param>
internal sealed record FindingShape(string Check, string State, string Found, string? Fix);
