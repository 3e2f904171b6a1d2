using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Orleans.SingleProcess.Reminders;

/// <summary>Keeps all reminders of a host and sends their ticks; there is one.</summary>
[Alias("orleans.singleprocess.IReminderGrain")]
internal interface IReminderGrain : IGrainWithStringKey
{
    /// <summary>The key of the one.</summary>
    const string Key = "all";

    /// <summary>Sends ticks from now on, if it does not already.</summary>
    [AlwaysInterleave, OneWay, Alias("Wake")]
    Task WakeAsync();

    /// <summary>Registers a reminder, or replaces the one of its name. The entry's version is ignored.</summary>
    [Alias("Register")]
    Task<ReminderEntry> RegisterAsync(ReminderEntry entry);

    /// <summary>Removes a reminder of this version; false when there is none.</summary>
    [Alias("Unregister")]
    Task<bool> UnregisterAsync(ReminderEntry entry);

    /// <summary>A grain's reminders, by name.</summary>
    [AlwaysInterleave, Alias("Get")]
    Task<ImmutableArray<ReminderEntry>> GetAsync(string grain);
}
