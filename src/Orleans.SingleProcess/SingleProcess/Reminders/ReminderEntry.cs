using Orleans.Runtime;

namespace Orleans.SingleProcess.Reminders;

/// <summary>One registered reminder.</summary>
/// <param name="Grain">The id of its grain.</param>
/// <param name="Name">Its name.</param>
/// <param name="FirstAt">When its first tick is due, UTC.</param>
/// <param name="Period">The time between ticks.</param>
/// <param name="Version">Another number for each registration.</param>
[GenerateSerializer, Alias("orleans.singleprocess.ReminderEntry"), Immutable]
internal sealed record ReminderEntry(
    [property: Id(0)] string Grain,
    [property: Id(1)] string Name,
    [property: Id(2)] DateTimeOffset FirstAt,
    [property: Id(3)] TimeSpan Period,
    [property: Id(4)] long Version) : IGrainReminder
{
    string IGrainReminder.ReminderName => Name;

    /// <summary>The first tick after a time.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset time)
    {
        if (FirstAt > time)
        {
            return FirstAt;
        }

        var ticks = ((time - FirstAt).Ticks / Period.Ticks) + 1;
        return FirstAt + (Period * ticks);
    }
}
