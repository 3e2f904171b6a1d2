namespace Autoscaler.Cloud.Aws.Tests.Kit;

/// <summary>What can go wrong between a client and a server.</summary>
public enum HttpFault
{
    /// <summary>The connection is lost before the server acted.</summary>
    ResetBeforeActing,

    /// <summary>The server acts, and the connection is lost before it answers.</summary>
    ResetAfterActing,

    /// <summary>500, without having acted.</summary>
    InternalError,

    /// <summary>503 with a time to come back, without having acted.</summary>
    Unavailable,

    /// <summary>Too many calls, in the words of the protocol, without having acted.</summary>
    Throttled,

    /// <summary>The server acts; its answer ends in the middle.</summary>
    Truncated,

    /// <summary>The server acts; its answer is not in the format.</summary>
    Malformed,

    /// <summary>The server acts; its answer does not end.</summary>
    Huge,

    /// <summary>The server acts; after the first bytes of its answer nothing comes.</summary>
    Slow,

    /// <summary>From now on the server's clock is an hour ahead, and what is signed by another time is refused.</summary>
    SkewedClock,

    /// <summary>From now on the key that signed this request is refused.</summary>
    ExpiredCredentials,
}
