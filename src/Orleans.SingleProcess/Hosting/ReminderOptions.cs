namespace Orleans.Hosting;

/// <summary>How reminders are kept.</summary>
public sealed class ReminderOptions
{
    /// <summary>The shortest period that a reminder may have. Default 1 min.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);
}
