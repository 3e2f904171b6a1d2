namespace Autoscaler.Contracts.Journal;

/// <summary>What a person did to an endpoint that runs.</summary>
[GenerateSerializer, Alias("autoscaler.SteeringAction")]
public enum SteeringAction
{
    /// <summary>Scaling was paused.</summary>
    Paused = 0,

    /// <summary>Scaling was resumed.</summary>
    Resumed = 1,

    /// <summary>Copies were set by hand.</summary>
    Overridden = 2,

    /// <summary>An override was ended by hand.</summary>
    OverrideEnded = 3,

    /// <summary>An override's time was over.</summary>
    OverrideExpired = 4,

    /// <summary>A component was activated.</summary>
    Activated = 5,
}
