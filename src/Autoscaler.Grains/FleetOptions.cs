using Autoscaler.Decisions.Watching;

namespace Autoscaler.Grains;

/// <summary>How often the grains look, and how long they wait.</summary>
public sealed class FleetOptions
{
    /// <summary>Time between two polls of a feed, and so between two ticks of an endpoint; 1 s to 5 min. Default 10 s.</summary>
    public TimeSpan TickPeriod { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Shards of the metric feed, 1 to 1,000; one serves 500 components at the most. Default 1.</summary>
    public int FeedCount { get; set; } = 1;

    /// <summary>Endpoints that a feed ticks at once, 1 to 1,000. Default 32.</summary>
    public int TickParallelism { get; set; } = 32;

    /// <summary>How often endpoints' demand is asked for, where asking costs. Default: at every tick, and it costs nothing.</summary>
    public WatchPolicy Watching { get; set; } = new();

    /// <summary>A tick that takes longer than this is left to itself; 1 s to 5 min. Default 10 s.</summary>
    public TimeSpan TickDeadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two looks of a slot or a cache at something under way, 0.1 s to 1 min. Default 2 s.</summary>
    public TimeSpan WorkPeriod { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Time between two looks of a slot at an instance on which nothing changes, 1 s to 10 min. Default 30 s.</summary>
    public TimeSpan ProbePeriod { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time between two heartbeats of an instance's agent, 1 s to 1 min. Default 5 s.</summary>
    public TimeSpan HeartbeatPeriod { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>An agent that was silent for so long is unknown: what it said last does not hold any more; two heartbeats to 10 min. Default 30 s.</summary>
    public TimeSpan HostUnknownAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// An instance whose host was not heard for so long is lost, though the cloud says that it runs: it is terminated, and its copies are started elsewhere; longer than
    /// <see cref="HostUnknownAfter"/>, to 1 h. Default 5 min.
    /// </summary>
    public TimeSpan HostLostAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Wait before a failed build of a cache entry is tried again; doubles each time, up to 64 times; 1 s to 1 h. Default 30 s.</summary>
    public TimeSpan BuildRetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A build that is not done by then has failed; 5 min to 24 h. Default 2 h.</summary>
    public TimeSpan BuildDeadline { get; set; } = TimeSpan.FromHours(2);

    /// <summary>Builders that the caches of one tenant may have at work at once, 1 to 1,000. Default 4.</summary>
    public int MaxBuildersPerTenant { get; set; } = 4;

    /// <summary>Most decimal gigabytes that the cache entries of one tenant may take together, above 0; null, the default, sets no limit.</summary>
    public double? MaxCacheGigabytesPerTenant { get; set; }

    /// <summary>Snapshots of the Region that may have fast restore on, 0 to 1,000. Default 5, the quota that accounts start with.</summary>
    public int FastRestoresPerRegion { get; set; } = 5;

    /// <summary>Time between two choices of the mechanism of an entry that launches, 1 min to 24 h. Default 10 min.</summary>
    public TimeSpan MechanismPeriod { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the key of a deleted endpoint can be brought back by hand, 7 to 30 days. Default 7 days.</summary>
    public TimeSpan KeyDeletionWait { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Time between two looks for things in the cloud that nobody owns, 1 min to 24 h. Default 15 min. What is found twice is deleted.</summary>
    public TimeSpan SweepPeriod { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>A pool that had no capacity is left alone for this long; doubles with each refusal in a row, up to 16 times; 1 s to 1 h. Default 60 s.</summary>
    public TimeSpan CapacityAvoidance { get; set; } = TimeSpan.FromSeconds(60);
}
