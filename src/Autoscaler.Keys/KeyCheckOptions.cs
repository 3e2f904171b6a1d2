namespace Autoscaler.Keys;

/// <summary>Limits on looking keys up. All times are of the wall clock.</summary>
public sealed class KeyCheckOptions
{
    /// <summary>Keys that may fail from one address within a minute before it is slowed, 1 to 1,000. Default 5.</summary>
    public int FailedKeysPerMinute { get; set; } = 5;

    /// <summary>The longest that an address is slowed at a time, 1 s to 1 h; the first time it is 1 s, then each time twice as long. Default 60 s.</summary>
    public TimeSpan LongestSlowing { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Addresses whose failed keys are remembered, and keys that are, 100 to 1,000,000 each. Default 10,000.</summary>
    public int RememberedKeys { get; set; } = 10_000;

    /// <summary>How long a key that was found in force is taken to be so, 0 s to 1 s: a key that was revoked elsewhere is refused after that. Default 1 s.</summary>
    public TimeSpan KeyCheckLifetime { get; set; } = TimeSpan.FromSeconds(1);
}
