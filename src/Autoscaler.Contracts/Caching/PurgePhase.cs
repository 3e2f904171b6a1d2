namespace Autoscaler.Contracts.Caching;

/// <summary>How far a purge is. Each phase is stored before its work begins, and its work can be done twice.</summary>
[GenerateSerializer, Alias("autoscaler.PurgePhase")]
public enum PurgePhase
{
    /// <summary>Copies drain, and instances terminate; what there is is noted.</summary>
    Draining = 0,

    /// <summary>Snapshots, volumes, templates, builders and fast restores are deleted.</summary>
    Deleting = 1,

    /// <summary>The grants on the key are revoked.</summary>
    Revoking = 2,

    /// <summary>The key's deletion is scheduled.</summary>
    SchedulingKey = 3,

    /// <summary>Lists are read until nothing is live.</summary>
    Verifying = 4,

    /// <summary>The receipt is written.</summary>
    Done = 5,
}
