namespace Autoscaler.Contracts.Decisions;

/// <summary>Why a copy is drained.</summary>
[GenerateSerializer, Alias("autoscaler.DrainReason")]
public enum DrainReason
{
    /// <summary>Fewer copies are wanted, and without this one its instance is free soonest.</summary>
    FreesInstance = 0,

    /// <summary>Fewer copies are wanted, and this one is not ready yet.</summary>
    NotReadyYet = 1,

    /// <summary>Its component or endpoint was removed.</summary>
    Removed = 2,

    /// <summary>It runs an image that its component has left, and one with the new image is ready in its place.</summary>
    OutdatedImage = 3,
}
