using Orleans.Runtime;
using Orleans.SingleProcess.Reminders;

namespace Orleans;

/// <summary>
/// Registers reminders: ticks that come for as long as they are registered, whether or not the grain is active or the host has been restarted. A tick that falls into
/// a time when the host is down is not made up for.
/// </summary>
public static class GrainReminderExtensions
{
    /// <inheritdoc cref="RegisterOrUpdateReminder(IGrainBase, string, TimeSpan, TimeSpan)"/>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period) =>
        RegisterOrUpdateReminder((IGrainBase)grain, reminderName, dueTime, period);

    /// <summary>Registers a reminder, or replaces the one of this name.</summary>
    /// <param name="grain">The grain; it must implement <see cref="IRemindable"/>.</param>
    /// <param name="reminderName">Its name.</param>
    /// <param name="dueTime">The time to its first tick; zero means one period.</param>
    /// <param name="period">The time between ticks, at least <see cref="Hosting.ReminderOptions.MinimumReminderPeriod"/>.</param>
    /// <exception cref="InvalidOperationException">The grain is no <see cref="IRemindable"/>, or its host has no reminders.</exception>
    /// <exception cref="ArgumentException">A time is out of range.</exception>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period) =>
        ReminderTable.Of(grain).RegisterAsync(reminderName, dueTime, period);

    /// <inheritdoc cref="UnregisterReminder(IGrainBase, IGrainReminder)"/>
    public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder) => UnregisterReminder((IGrainBase)grain, reminder);

    /// <summary>Removes a reminder.</summary>
    /// <exception cref="ReminderException">It is not registered, or has been registered anew since.</exception>
    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder) => ReminderTable.Of(grain).UnregisterAsync(reminder);

    /// <inheritdoc cref="GetReminder(IGrainBase, string)"/>
    public static Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName) => GetReminder((IGrainBase)grain, reminderName);

    /// <summary>The reminder of this name; null when there is none.</summary>
    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName) => ReminderTable.Of(grain).FindAsync(reminderName);

    /// <inheritdoc cref="GetReminders(IGrainBase)"/>
    public static Task<List<IGrainReminder>> GetReminders(this Grain grain) => GetReminders((IGrainBase)grain);

    /// <summary>The grain's reminders, by name.</summary>
    public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain) => ReminderTable.Of(grain).AllAsync();
}
