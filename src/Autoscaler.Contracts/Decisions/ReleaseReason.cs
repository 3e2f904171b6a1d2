namespace Autoscaler.Contracts.Decisions;

/// <summary>Why an instance is let go.</summary>
[GenerateSerializer, Alias("autoscaler.ReleaseReason")]
public enum ReleaseReason
{
    /// <summary>Empty for longer than keeping it is worth.</summary>
    BreakEven = 0,

    /// <summary>The endpoint is being deleted.</summary>
    EndpointDeleted = 1,
}
