using Autoscaler.Contracts.History;
using Autoscaler.Grains.Journal;

namespace Autoscaler.Journal;

/// <summary>Where history is kept, and how much of it. Ages go by the fleet's time, periods and timeouts by real time.</summary>
public sealed class JournalOptions
{
    /// <summary>What stands for a store in memory.</summary>
    public const string InMemory = ":memory:";

    /// <summary>The SQLite file; its folder must exist, the file is made when it does not. Or <see cref="InMemory"/>, which is the default: gone with the process.</summary>
    public string Path { get; set; } = InMemory;

    /// <summary>How long events are kept, 1 h to 400 days. Default 15 days.</summary>
    public TimeSpan EventsKept { get; set; } = TimeSpan.FromDays(15);

    /// <summary>Most events kept, 1,000 to 1,000,000,000. Default 5,000,000, some 3 GB.</summary>
    public long MaxEvents { get; set; } = 5_000_000;

    /// <summary>How long changes are kept, 1 day to 4,000 days. Default 400 days.</summary>
    public TimeSpan ChangesKept { get; set; } = TimeSpan.FromDays(400);

    /// <summary>Most changes kept, 1,000 to 1,000,000,000. Default 1,000,000.</summary>
    public long MaxChanges { get; set; } = 1_000_000;

    /// <summary>How long demand is kept in steps of 10 s, 10 min to 48 h. Default 3 h.</summary>
    public TimeSpan FineDemandKept { get; set; } = DemandQuery.FineKept;

    /// <summary>How long demand is kept in steps of 1 min, 1 h to 400 days, no less than <see cref="FineDemandKept"/>. Default 15 days.</summary>
    public TimeSpan CoarseDemandKept { get; set; } = DemandQuery.CoarseKept;

    /// <summary>Minutes of components that wait in memory to be written, at some 300 bytes each, 1,000 to 10,000,000. What comes when they are all taken is dropped. Default 400,000.</summary>
    public int MaxOpenMinutes { get; set; } = 400_000;

    /// <summary>How often what has happened is written, 10 ms to 10 s. Default 250 ms.</summary>
    public TimeSpan WritePeriod { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Events that wait to be written, 100 to 1,000,000. What comes when they are all taken is dropped. Default 50,000.</summary>
    public int MaxQueuedEvents { get; set; } = 50_000;

    /// <summary>Points of demand that wait to be taken up, 100 to 10,000,000. What comes when they are all taken is dropped. Default 200,000.</summary>
    public int MaxQueuedPoints { get; set; } = 200_000;

    /// <summary>How long a stop may take to write what waits, 0.1 s to 1 min. Default 5 s.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(5);

    internal JournalLimits Limits => new()
    {
        EventsKept = EventsKept,
        MaxEvents = MaxEvents,
        ChangesKept = ChangesKept,
        MaxChanges = MaxChanges,
        FineDemandKept = FineDemandKept,
        CoarseDemandKept = CoarseDemandKept,
    };
}
