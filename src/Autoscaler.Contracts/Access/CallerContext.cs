using Orleans.Runtime;

namespace Autoscaler.Contracts.Access;

/// <summary>
/// Says on whose behalf the calls that follow are made; it flows with them. Without one a call is the platform's own: a backend's inside the cluster's trust boundary,
/// or a grain's.
/// </summary>
public static class CallerContext
{
    private const string Key = "autoscaler.caller";

    /// <summary>Who calls; null for the platform itself.</summary>
    public static Caller? Current => RequestContext.Get(Key) as Caller;

    /// <summary>Makes the calls that follow in this flow the caller's.</summary>
    public static void Set(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        RequestContext.Set(Key, caller);
    }

    /// <summary>Makes the calls that follow the platform's own again.</summary>
    public static void Clear() => RequestContext.Remove(Key);
}
