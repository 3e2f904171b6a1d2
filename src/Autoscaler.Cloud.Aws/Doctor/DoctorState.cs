namespace Autoscaler.Cloud.Aws.Doctor;

/// <summary>What came of a check.</summary>
public enum DoctorState
{
    /// <summary>As it should be.</summary>
    Passed,

    /// <summary>It works, and is likely not what is wanted.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Failed,

    /// <summary>It could not be checked, for what another check found.</summary>
    Skipped,
}
