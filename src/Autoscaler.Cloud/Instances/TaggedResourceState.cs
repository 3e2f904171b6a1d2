namespace Autoscaler.Cloud.Instances;

/// <summary>Whether something that is listed is there.</summary>
public enum TaggedResourceState
{
    /// <summary>It is there: it holds bytes, costs money, or can be used.</summary>
    Live,

    /// <summary>An instance that was terminated; the cloud lists it for about an hour more.</summary>
    Terminated,

    /// <summary>A key that can no more be used, and is deleted at a date.</summary>
    PendingDeletion,
}
