namespace Autoscaler.Cloud.Copies;

/// <summary>What came of ordering a copy.</summary>
public enum CopyOrderResult
{
    /// <summary>The host has the order.</summary>
    Accepted,

    /// <summary>There is no such instance any more.</summary>
    InstanceGone,
}
