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

    /// <summary>A tick that takes longer than this is left to itself; 1 s to 5 min. Default 10 s.</summary>
    public TimeSpan TickDeadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two looks of a slot or a cache at something under way, 0.1 s to 1 min. Default 2 s.</summary>
    public TimeSpan WorkPeriod { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Time between two looks of a slot at an instance on which nothing changes, 1 s to 10 min. Default 30 s.</summary>
    public TimeSpan ProbePeriod { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Wait before a failed build of a cache entry is tried again; doubles each time, up to 64 times; 1 s to 1 h. Default 30 s.</summary>
    public TimeSpan BuildRetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A pool that had no capacity is left alone for this long; doubles with each refusal in a row, up to 16 times; 1 s to 1 h. Default 60 s.</summary>
    public TimeSpan CapacityAvoidance { get; set; } = TimeSpan.FromSeconds(60);
}
