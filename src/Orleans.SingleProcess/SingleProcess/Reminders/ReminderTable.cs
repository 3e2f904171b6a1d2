using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.SingleProcess.Reminders;

/// <summary>The reminders of one grain.</summary>
internal sealed class ReminderTable
{
    private readonly string _grain;
    private readonly IReminderGrain _table;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _minimumPeriod;

    private ReminderTable(IGrainContext context)
    {
        var services = context.ActivationServices;
        _grain = context.GrainId.ToString();
        _table = services.GetRequiredService<IGrainFactory>().GetGrain<IReminderGrain>(IReminderGrain.Key);
        _clock = services.GetRequiredService<TimeProvider>();
        _minimumPeriod = services.GetRequiredService<IOptions<ReminderOptions>>().Value.MinimumReminderPeriod;
    }

    public static ReminderTable Of(IGrainBase grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        if (grain is not IRemindable)
        {
            throw new InvalidOperationException($"Grain {grain.GrainContext.GrainId} does not implement {nameof(IRemindable)}, so it can have no reminders.");
        }

        if (grain.GrainContext.ActivationServices.GetService<ReminderClock>() is null)
        {
            throw new InvalidOperationException(
                $"Grain {grain.GrainContext.GrainId} asks for reminders, and its host has none: "
                + $"call {nameof(SiloBuilderReminderMemoryExtensions.UseInMemoryReminderService)} or {nameof(GrainStorageReminderExtensions.UseGrainStorageReminderService)}.");
        }

        return new ReminderTable(grain.GrainContext);
    }

    public async Task<IGrainReminder> RegisterAsync(string name, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        if (period < _minimumPeriod)
        {
            throw new ArgumentOutOfRangeException(nameof(period), period, $"Reminder '{name}' of {_grain}: the period must be at least {_minimumPeriod}.");
        }

        // The calendar ends with the year 9999; a tick after it could be stored and never be computed.
        var firstAt = _clock.GetUtcNow() + dueTime;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(period, DateTimeOffset.MaxValue - firstAt);
        return await _table.RegisterAsync(new ReminderEntry(_grain, name, firstAt, period, Version: 0));
    }

    public async Task UnregisterAsync(IGrainReminder reminder)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        if (reminder is not ReminderEntry entry || entry.Grain != _grain || !await _table.UnregisterAsync(entry))
        {
            throw new ReminderException($"Reminder '{reminder.ReminderName}' of {_grain} is not registered, or has been registered anew since it was read.");
        }
    }

    public async Task<IGrainReminder?> FindAsync(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return (await _table.GetAsync(_grain)).FirstOrDefault(entry => entry.Name == name);
    }

    public async Task<List<IGrainReminder>> AllAsync() => [.. await _table.GetAsync(_grain)];
}
