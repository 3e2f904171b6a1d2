namespace Autoscaler.Contracts.Access;

/// <summary>Why a call on somebody's behalf was refused.</summary>
[GenerateSerializer, Alias("autoscaler.AccessDenial")]
public enum AccessDenial
{
    /// <summary>It concerns another tenant, or the platform: for the caller it does not exist.</summary>
    NotVisible = 0,

    /// <summary>The caller's role is too low.</summary>
    RoleTooLow = 1,

    /// <summary>The method is for grains and the platform alone.</summary>
    NotOffered = 2,
}
