using Orleans.Runtime;

namespace Orleans.SingleProcess.Tests.Grains;

internal interface IReminderTestGrain : IGrainWithStringKey
{
    Task RegisterAsync(string name, TimeSpan dueTime, TimeSpan period);

    /// <summary>False when the reminder is not registered, or the handle is stale.</summary>
    Task<bool> UnregisterAsync(string name, bool afterRegisteringAnew);

    Task<string> NamesAsync();
}

/// <summary>Writes its ticks: the seconds since the start.</summary>
internal sealed class ReminderTestGrain(Probe probe, TimeProvider clock) : Grain, IReminderTestGrain, IRemindable
{
    public Task RegisterAsync(string name, TimeSpan dueTime, TimeSpan period) => this.RegisterOrUpdateReminder(name, dueTime, period);

    public async Task<bool> UnregisterAsync(string name, bool afterRegisteringAnew)
    {
        if (await this.GetReminder(name) is not { } reminder)
        {
            return false;
        }

        if (afterRegisteringAnew)
        {
            await this.RegisterOrUpdateReminder(name, TimeSpan.Zero, TimeSpan.FromHours(1));
        }

        try
        {
            await this.UnregisterReminder(reminder);
            return true;
        }
        catch (ReminderException)
        {
            return false;
        }
    }

    public async Task<string> NamesAsync() => string.Join(", ", (await this.GetReminders()).Select(static reminder => reminder.ReminderName));

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        probe.Write($"{this.GetPrimaryKeyString()} {reminderName} at {(clock.GetUtcNow() - Simulation.Simulated.Start).TotalSeconds:0}");
        probe.Open($"{this.GetPrimaryKeyString()} {reminderName}");
        return reminderName switch
        {
            "fails" => throw new InvalidOperationException("This reminder's ticks fail."),
            "hangs" => probe.At("never"),
            _ => Task.CompletedTask,
        };
    }
}

internal interface IForgetfulGrain : IGrainWithStringKey
{
    Task RegisterAsync();
}

/// <summary>Asks for a reminder and could not take it.</summary>
internal sealed class ForgetfulGrain : Grain, IForgetfulGrain
{
    public Task RegisterAsync() => this.RegisterOrUpdateReminder("name", TimeSpan.Zero, TimeSpan.FromMinutes(1));
}
