namespace Autoscaler.Cloud.Aws.Doctor;

/// <summary>What one check found.</summary>
/// <param name="Check">What was checked, in a word or two.</param>
/// <param name="State">What came of it.</param>
/// <param name="Found">What is there.</param>
/// <param name="Fix">What to do about it; null where there is nothing to do.</param>
public sealed record DoctorFinding(string Check, DoctorState State, string Found, string? Fix)
{
    internal static DoctorFinding Passed(string check, string found) => new(check, DoctorState.Passed, found, null);

    internal static DoctorFinding Warning(string check, string found, string fix) => new(check, DoctorState.Warning, found, fix);

    internal static DoctorFinding Failed(string check, string found, string fix) => new(check, DoctorState.Failed, found, fix);

    internal static DoctorFinding Skipped(string check, string found) => new(check, DoctorState.Skipped, found, null);
}
