namespace Orleans.Hosting;

/// <summary>Keeps reminders in memory.</summary>
public static class SiloBuilderReminderMemoryExtensions
{
    /// <summary>Adds reminders that are lost with the host.</summary>
    public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder) =>
        builder.AddReminders().AddMemoryGrainStorage(SingleProcess.Reminders.ReminderGrain.StorageName);
}
