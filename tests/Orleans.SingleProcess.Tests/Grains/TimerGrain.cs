using Orleans.Concurrency;
using Orleans.Runtime;

namespace Orleans.SingleProcess.Tests.Grains;

/// <summary>How a timer ticks, as it can be sent: the options themselves do not travel.</summary>
[GenerateSerializer]
[Alias("test.timer-plan")]
[Immutable]
internal readonly record struct TimerPlan(
    [property: Id(0)] TimeSpan DueTime, [property: Id(1)] TimeSpan Period, [property: Id(2)] bool Interleave, [property: Id(3)] bool KeepAlive)
{
    public static implicit operator TimerPlan(GrainTimerCreationOptions options) => new(options.DueTime, options.Period, options.Interleave, options.KeepAlive);

    public GrainTimerCreationOptions ToOptions() => new(DueTime, Period) { Interleave = Interleave, KeepAlive = KeepAlive };
}

internal interface ITimerGrain : IGrainWithStringKey
{
    /// <summary>Starts a timer whose ticks take some time each, and write when they start.</summary>
    Task StartAsync(TimerPlan plan, TimeSpan tickLasts);

    Task ChangeAsync(TimeSpan dueTime, TimeSpan period);

    Task StopAsync();

    Task WaitAtAsync(string gate);

    /// <summary>A turn that takes time.</summary>
    Task LastAsync(TimeSpan duration);

    [AlwaysInterleave]
    Task PeekAsync();
}

internal sealed class TimerGrain(Probe probe, TimeProvider time) : Grain, ITimerGrain
{
    private IGrainTimer? _timer;
    private bool _isInTurn;

    public Task StartAsync(TimerPlan plan, TimeSpan tickLasts)
    {
        var start = time.GetTimestamp();
        _timer = this.RegisterGrainTimer(
            async cancellationToken =>
            {
                probe.Write($"tick at {time.GetElapsedTime(start).TotalSeconds}");
                probe.Open("ticked");
                if (tickLasts > TimeSpan.Zero)
                {
                    await InTurnAsync(Task.Delay(tickLasts, time, cancellationToken));
                }
            },
            plan.ToOptions());
        return Task.CompletedTask;
    }

    public Task ChangeAsync(TimeSpan dueTime, TimeSpan period)
    {
        _timer!.Change(dueTime, period);
        return Task.CompletedTask;
    }

    public Task StopAsync()
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

    public Task LastAsync(TimeSpan duration) => InTurnAsync(Task.Delay(duration, time));

    public Task PeekAsync() => Task.CompletedTask;

    private async Task InTurnAsync(Task work)
    {
        if (_isInTurn)
        {
            probe.Write("overlap");
        }

        _isInTurn = true;
        await work;
        _isInTurn = false;
    }
}
