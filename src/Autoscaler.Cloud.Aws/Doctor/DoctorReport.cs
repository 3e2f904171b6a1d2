namespace Autoscaler.Cloud.Aws.Doctor;

/// <summary>All that was found, in the order of the checks.</summary>
/// <param name="Findings">The findings.</param>
public sealed record DoctorReport(ImmutableArray<DoctorFinding> Findings)
{
    /// <summary>Whether nothing that was checked does not work.</summary>
    public bool IsHealthy => Findings.All(static finding => finding.State != DoctorState.Failed);
}
