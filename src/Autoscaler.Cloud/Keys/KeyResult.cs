namespace Autoscaler.Cloud.Keys;

/// <summary>What came of asking for an endpoint's key.</summary>
public abstract record KeyResult
{
    private KeyResult()
    {
    }

    /// <summary>It can be used.</summary>
    /// <param name="Key">The key.</param>
    public sealed record Ready(KeyId Key) : KeyResult;

    /// <summary>Too many calls; ask again.</summary>
    /// <param name="RetryAfter">When.</param>
    public sealed record Throttled(TimeSpan RetryAfter) : KeyResult;
}
