namespace Autoscaler.Contracts.Endpoints;

/// <summary>The life of an endpoint.</summary>
[GenerateSerializer, Alias("autoscaler.EndpointPhase")]
public enum EndpointPhase
{
    /// <summary>Never created, or deleted and gone.</summary>
    Absent = 0,

    /// <summary>Scales.</summary>
    Active = 1,

    /// <summary>Drains, terminates and purges; ends as <see cref="Absent"/> when nothing tagged with it is live.</summary>
    Deleting = 2,
}
