namespace Autoscaler.Cloud.Copies;

/// <summary>What came of ordering a copy.</summary>
public enum CopyOrderResult
{
    /// <summary>The host has the order.</summary>
    Accepted,

    /// <summary>There is no such instance any more.</summary>
    InstanceGone,

    /// <summary>The instance belongs to another endpoint by its own tags; the host did not take the order, and never will.</summary>
    NotItsEndpoint,
}
