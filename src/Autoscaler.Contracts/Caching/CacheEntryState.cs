namespace Autoscaler.Contracts.Caching;

/// <summary>The life of a cache entry.</summary>
[GenerateSerializer, Alias("autoscaler.CacheEntryState")]
public enum CacheEntryState
{
    /// <summary>Wanted, not begun.</summary>
    Absent = 0,

    /// <summary>A builder fills its volume.</summary>
    Building = 1,

    /// <summary>Instances can boot from it.</summary>
    Ready = 2,

    /// <summary>A boot found other bytes than it should; not used.</summary>
    Suspect = 3,

    /// <summary>No component uses it any more.</summary>
    Retired = 4,

    /// <summary>Being deleted.</summary>
    Purging = 5,

    /// <summary>Deleted, and seen to be gone.</summary>
    Purged = 6,
}
