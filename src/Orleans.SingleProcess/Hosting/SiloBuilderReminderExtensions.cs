using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.SingleProcess.Reminders;

namespace Orleans.Hosting;

/// <summary>Adds reminders to a host.</summary>
public static class SiloBuilderReminderExtensions
{
    /// <summary>Adds what reminders need but for the place where they are kept.</summary>
    public static ISiloBuilder AddReminders(this ISiloBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<ReminderOptions>()
            .Validate(static options => options.MinimumReminderPeriod > TimeSpan.Zero, "Reminders: the minimum period must be more than zero.")
            .ValidateOnStart();
        builder.Services.TryAddSingleton<ReminderClock>();
        return builder;
    }
}
