using Autoscaler.Contracts.Clients;

namespace Autoscaler.Api;

/// <summary>Limits of the HTTP API. All times are of the wall clock, also where the service's own clock runs faster.</summary>
public sealed class ApiOptions
{
    /// <summary>Requests a second that one key may make in the long run, 0.01 to 100,000. Default 50.</summary>
    public double RequestsPerSecond { get; set; } = 50;

    /// <summary>Requests that one key may make at once, 1 to 100,000. Default 100.</summary>
    public int RequestBurst { get; set; } = 100;

    /// <summary>Keys that may fail from one address within a minute before it is slowed, 1 to 1,000. Default 5.</summary>
    public int FailedKeysPerMinute { get; set; } = 5;

    /// <summary>The longest that an address is slowed at a time, 1 s to 1 h; the first time it is 1 s, then each time twice as long. Default 60 s.</summary>
    public TimeSpan LongestSlowing { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Addresses whose failed keys are remembered, and keys that are, 100 to 1,000,000 each. Default 10,000.</summary>
    public int RememberedKeys { get; set; } = 10_000;

    /// <summary>How long a key that was found in force is taken to be so, 0 s to 1 s: a key that was revoked elsewhere is refused after that. Default 1 s.</summary>
    public TimeSpan KeyCheckLifetime { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The largest body of a request, 1,000 to 10,000,000 bytes. Default 1,000,000.</summary>
    public int MaxBodyBytes { get; set; } = 1_000_000;

    /// <summary>Requests of one tenant that may wait for a copy at the same time, 1 to <see cref="Waiters"/>. Default 128.</summary>
    public int WaitersPerTenant { get; set; } = 128;

    /// <summary>Requests that may wait for a copy at the same time, 1 to 100,000. Default 1,024.</summary>
    public int Waiters { get; set; } = 1_024;

    /// <summary>Event streams that one key may have open, 1 to <see cref="Streams"/>. Default 20.</summary>
    public int StreamsPerKey { get; set; } = 20;

    /// <summary>Event streams that may be open, 1 to 10,000. Default 200.</summary>
    public int Streams { get; set; } = 200;

    /// <summary>Events that wait for a slow reader, 10 to 100,000 a stream; one who is further behind reads them from the journal. Default 1,000.</summary>
    public int StreamBuffer { get; set; } = 1_000;

    /// <summary>How often the journal is looked at while a stream is open, 10 ms to 10 s. Default 250 ms.</summary>
    public TimeSpan StreamPeriod { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The silence after which a stream says that it is alive, 100 ms to 5 min. Default 15 s.</summary>
    public TimeSpan StreamHeartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The secrets that tokens of slots are made with; a token of any of them is taken, so that a secret can be changed while instances run. Empty,
    /// the default, where no instance reports: the addresses of agents do not exist then.
    /// </summary>
    public IList<SlotTokenSecret> AgentSecrets { get; } = [];

    /// <summary>
    /// How many times as fast as the wall clock the service's own clock runs, 0.001 to 1,000,000: predicted times are told to callers (<c>Retry-After</c>) in their own
    /// seconds, and their waits are kept in them. Default 1.
    /// </summary>
    public double ClockSpeed { get; set; } = 1;
}
