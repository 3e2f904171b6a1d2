using Autoscaler.GrainRuntime.Tests.Hosts;

namespace Autoscaler.GrainRuntime.Tests.Grains;

public sealed class TickingGrain(Probe probe) : Grain, ITickingGrain, IRemindable
{
    private IGrainTimer? _timer;

    public Task StartTimerAsync(TimeSpan period, bool interleave)
    {
        _timer = this.RegisterGrainTimer(TickAsync, new GrainTimerCreationOptions(period, period) { Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task StopTimerAsync()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public async Task WaitAtAsync(string gate)
    {
        probe.Open($"{gate} entered");
        await probe.At(gate);
        probe.Write($"{gate} exit");
    }

    public async Task RemindAsync(string name, TimeSpan period)
    {
        await this.RegisterOrUpdateReminder(name, TimeSpan.Zero, period);
        DeactivateOnIdle();
    }

    public async Task<string> ForgetAsync(string name)
    {
        await this.UnregisterReminder((await this.GetReminder(name))!);
        return string.Join(", ", (await this.GetReminders()).Select(static reminder => reminder.ReminderName));
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        probe.Write($"{reminderName}, every {status.Period}");
        probe.Open($"reminder {reminderName}");
        return Task.CompletedTask;
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        var tick = $"tick {probe.Count("ticks")}";
        probe.Write(tick);
        probe.Open(tick);
    }
}
