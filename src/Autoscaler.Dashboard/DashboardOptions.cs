namespace Autoscaler.Dashboard;

/// <summary>How the dashboard behaves. All times are of the wall clock, also where the service's own clock runs faster.</summary>
public sealed class DashboardOptions
{
    /// <summary>
    /// How often what somebody watches is read, once for all who watch it, 50 ms to 1 min; endpoints that say that they changed are read at once. What takes long is read
    /// less often. Default 1 s.
    /// </summary>
    public TimeSpan Period { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the small curves of a list are read, 50 ms to 10 min. Default 10 s.</summary>
    public TimeSpan SparklinePeriod { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a session lasts that nobody uses, 1 min to 30 days. It ends with its key in any case. Default 7 days.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// The folder of the keys that cookies are protected with, so that sessions outlive a restart. It must be for this program's eyes alone. Null, the default, keeps the
    /// keys in memory: sessions then end with the process.
    /// </summary>
    public string? KeyFolder { get; set; }

    /// <summary>Pages that may be connected and have lost their connection, 0 to 10,000, and are kept for a minute. Default 200.</summary>
    public int RetainedPages { get; set; } = 200;
}
